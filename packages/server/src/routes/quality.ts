import { type MetricDefinition } from '@bellwether/metrics';
import { loadPacks } from '@bellwether/sources';
import {
  importedSources,
  metricQuality,
  type OpenIssue,
  openIssues,
  workspaceCatalogue,
} from '@bellwether/warehouse';
import { z } from 'zod';
import type { Answer, App } from '../http/app-types.js';
import { tagged } from '../http/tagged.js';
import type { Host } from '../host.js';
import { qualityAnswer, sourcesAnswer } from '../schemas/data.js';

const tags = ['quality'];

/** What is wrong with the data and which figures it touches; what was imported and how fresh it is. */
export const addQuality = (app: App, host: Host): void => {
  app.get(
    '/quality',
    {
      schema: {
        tags,
        summary: 'Each rule that something breaks, how often, and which figures it touches',
        querystring: z.strictObject({ all: z.stringbool().default(false) }),
        response: { 200: qualityAnswer },
      },
    },
    (request, reply) =>
      tagged(host, request, reply, request.url, async (): Promise<Answer<typeof qualityAnswer>> => {
        const { definitions } = workspaceCatalogue(host.workspace);
        const issues = await openIssues(host.workspace);
        return {
          issues: issues
            .filter(({ severity }) => request.query.all || severity !== 'info')
            .map((issue) => ({
              ...issue,
              message: host.hide(issue.message),
              file: issue.file === null ? null : host.shownFile(issue.file),
              metrics: touched(definitions, issue),
            })),
          withheld: definitions
            .filter((metric) => metricQuality(metric, issues).blocked.length > 0)
            .map(({ id }) => id),
        };
      }),
  );

  app.get(
    '/sources',
    {
      schema: {
        tags,
        summary: 'What was imported from where, and how fresh it is',
        response: { 200: sourcesAnswer },
      },
    },
    (request, reply) =>
      tagged(host, request, reply, request.url, async (): Promise<Answer<typeof sourcesAnswer>> => {
        const { streams, entities } = await importedSources(host.workspace);
        const titles = new Map(loadPacks().map(({ source, title }) => [source, title]));
        const bySource = Map.groupBy(streams, ({ source }) => source);
        return {
          sources: [...bySource].map(([source, own]) => ({
            source,
            title: titles.get(source) ?? source,
            lastImportedAt: own.map((one) => one.lastImportedAt).reduce((a, b) => (a > b ? a : b), ''),
            streams: own.map(({ stream, entities: kinds, rows, rowsQuarantined, files, lastImportedAt }) => ({
              stream,
              entities: kinds,
              rows,
              rowsQuarantined,
              files,
              lastImportedAt,
            })),
          })),
          entities,
        };
      }),
  );
};

/** The metrics that an issue weighs on: those that name its rule and are made from its entity. */
const touched = (definitions: readonly MetricDefinition[], issue: OpenIssue): string[] =>
  definitions
    .filter(
      (metric) =>
        metricQuality(metric, [{ ...issue, affected: Math.max(1, issue.affected) }]).warnings.length > 0,
    )
    .map(({ id }) => id);
