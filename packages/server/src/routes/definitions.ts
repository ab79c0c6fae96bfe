import { explainMetric, findMetric, type MetricDefinition, MetricsError } from '@bellwether/metrics';
import {
  type DefinitionVersion,
  definitionVersions,
  recordDefinitions,
  workspaceCatalogue,
} from '@bellwether/warehouse';
import type { Answer, App } from '../http/app-types.js';
import { answered } from '../http/answered.js';
import { problem } from '../http/problems.js';
import type { Host } from '../host.js';
import { defaultHash } from '../present/metric-summary.js';
import { idParams } from '../schemas/common.js';
import { definitionVersionsAnswer } from '../schemas/definitions.js';

/** A definition in parts that a person can compare. */
const partsOf = (metric: MetricDefinition): Readonly<Record<string, string>> => {
  const { formula, legs } = explainMetric(metric);
  return {
    formula,
    unit: metric.unit,
    interval: metric.interval.method,
    ...Object.fromEntries(
      legs.map(({ leg, fact, aggregate, where, placement }) => [
        leg,
        `${aggregate} of ${fact}; ${placement}${where.length === 0 ? '' : `; where ${where.join(' and ')}`}`,
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(metric.parameters).map(([name, parameter]) => [
        `parameter ${name}`,
        String(parameter.default),
      ]),
    ),
  };
};

const versionOf = (metric: MetricDefinition): DefinitionVersion => ({
  metric: metric.id,
  version: metric.version,
  hash: defaultHash(metric),
  parts: partsOf(metric),
});

type Versions = Answer<typeof definitionVersionsAnswer>['versions'];

const changesBetween = (
  before: DefinitionVersion['parts'],
  after: DefinitionVersion['parts'],
): Versions[number]['changes'] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((part) => before[part] !== after[part])
    .map((part) => ({ part, before: before[part] ?? null, after: after[part] ?? null }));

/** Which definition answers, and which ones answered in this workspace before. */
export const addDefinitions = (app: App, host: Host): void => {
  // Definitions change with a release, or with bellwether.yaml while nothing serves it: once a start is enough.
  app.addHook('onReady', () =>
    recordDefinitions(host.workspace, workspaceCatalogue(host.workspace).definitions.map(versionOf)),
  );

  app.get(
    '/metrics/:id/versions',
    {
      schema: {
        tags: ['metrics'],
        summary: 'The definitions that this workspace has had for a metric, and what changed between them',
        params: idParams,
        response: { 200: definitionVersionsAnswer },
      },
    },
    async (request, reply): Promise<Answer<typeof definitionVersionsAnswer>> => {
      const metric = definitionOf(host, request.params.id);
      const kept = await answered(host, reply, () => definitionVersions(host.workspace, metric.id));
      return {
        metric: metric.id,
        current: { version: metric.version, hash: defaultHash(metric) },
        versions: kept.map(({ version, hash, seenAt, parts }, index) => {
          const before = kept[index + 1];
          return {
            version,
            hash,
            seenAt,
            changes: before === undefined ? [] : changesBetween(before.parts, parts),
          };
        }),
      };
    },
  );
};

const definitionOf = (host: Host, id: string): MetricDefinition => {
  try {
    return findMetric(id, workspaceCatalogue(host.workspace));
  } catch (error) {
    if (error instanceof MetricsError && error.code === 'metric_unknown')
      throw problem('not_found', error.message);
    throw error;
  }
};
