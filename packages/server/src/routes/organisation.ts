import { periodAt } from '@bellwether/metrics';
import {
  listBatches,
  planSettings,
  queryContext,
  type SettingsChange,
  type WorkspaceConfig,
  factsVersion,
  writeSettings,
  workspaceCatalogue,
} from '@bellwether/warehouse';
import { z } from 'zod';
import type { Answer, App } from '../http/app-types.js';
import type { Problem } from '../http/problems.js';
import { answered } from '../http/answered.js';
import type { Host } from '../host.js';
import { settingMoves } from '../present/setting-moves.js';
import { waitQuery } from '../schemas/common.js';
import { job } from '../schemas/data.js';

const organisationAnswer = z.object({
  name: z.string(),
  timeZone: z.string(),
  currency: z.string(),
  fiscalYearStartsMonth: z.number(),
  /** Last day for which the data is complete. */
  asOf: z.string(),
  /** Today in the organisation's zone. */
  today: z.string(),
  isSample: z.boolean(),
  hasData: z.boolean(),
  writing: z.boolean(),
  dataVersion: z.string(),
  /** The periods that hold the as-of date. */
  periods: z.object({
    month: z.string(),
    quarter: z.string(),
    year: z.string(),
    fiscalQuarter: z.string(),
    fiscalYear: z.string(),
  }),
});

const values = z.record(z.string(), z.unknown());
const settingsAnswer = z.object({
  organisation: values,
  customers: values,
  assumptions: values,
  /** By setting (`assumptions.gross_margin`), the metrics that it moves; `*` is every one. */
  moves: z.record(z.string(), z.array(z.string())),
});
const change = z.record(
  z.string().regex(/^[a-z_]{1,60}$/),
  z.union([z.string().max(500), z.number(), z.boolean(), z.array(z.string().max(200)).max(100), z.null()]),
);
const settingsBody = z
  .strictObject({
    organisation: change.optional(),
    customers: change.optional(),
    assumptions: change.optional(),
  })
  .meta({ id: 'SettingsChange' });
const settingsChanged = z.object({ settings: settingsAnswer, job });
const tags = ['organisation'];

/** Whose figures these are, and what is assumed. */
export const addOrganisation = (app: App, host: Host, describe: (error: unknown) => Problem): void => {
  app.get(
    '/organisation',
    { schema: { tags, summary: 'Whose figures these are', response: { 200: organisationAnswer } } },
    async (_, reply): Promise<Answer<typeof organisationAnswer>> =>
      answered(host, reply, async () => {
        const { workspace } = host;
        const { organisation } = workspace.config;
        const context = await queryContext(workspace);
        const batches = await listBatches(workspace);
        const name = (grain: Parameters<typeof periodAt>[1]) =>
          periodAt(context.asOf, grain, context.fiscalYearStartsMonth).name;
        return {
          name: organisation.name,
          timeZone: organisation.time_zone,
          currency: organisation.currency,
          fiscalYearStartsMonth: organisation.fiscal_year_starts_month,
          asOf: context.asOf,
          today: new Intl.DateTimeFormat('en-CA', { timeZone: organisation.time_zone }).format(new Date()),
          isSample: organisation.is_sample,
          hasData: batches.some(({ status }) => status === 'loaded'),
          writing: workspace.engine.isWriting,
          dataVersion: await factsVersion(workspace.engine),
          periods: {
            month: name('month'),
            quarter: name('quarter'),
            year: name('year'),
            fiscalQuarter: name('fiscal_quarter'),
            fiscalYear: name('fiscal_year'),
          },
        };
      }),
  );

  app.get(
    '/settings',
    {
      schema: {
        tags,
        summary: 'What bellwether.yaml says, and which figures each setting moves',
        response: { 200: settingsAnswer },
      },
    },
    async () => settingsOf(host, host.workspace.config),
  );

  app.put(
    '/settings',
    {
      schema: {
        tags,
        summary: 'Change settings; comments of the file are kept, figures are rebuilt',
        querystring: waitQuery,
        body: settingsBody,
        response: { 200: settingsChanged },
      },
    },
    async (request): Promise<Answer<typeof settingsChanged>> => {
      const wanted = definedOnly(request.body);
      // Refused before anything is queued; planned again at its turn, on the file as it is then.
      const { config } = planSettings(host.workspace, wanted);
      const work = async () => {
        const { workspace } = host;
        const planned = planSettings(workspace, wanted);
        writeSettings(workspace, planned.yaml);
        await host.changeSettings(planned.config);
        return null;
      };
      const started = host.jobs.start('settings', () => host.queue.run(work), describe);
      const ended = (await host.jobs.wait(started.id, request.query.wait * 1000)) ?? started;
      return { settings: settingsOf(host, config), job: ended };
    },
  );
};

const definedOnly = ({
  organisation,
  customers,
  assumptions,
}: z.output<typeof settingsBody>): SettingsChange => ({
  ...(organisation === undefined ? {} : { organisation }),
  ...(customers === undefined ? {} : { customers }),
  ...(assumptions === undefined ? {} : { assumptions }),
});

const settingsOf = (host: Host, config: WorkspaceConfig): Answer<typeof settingsAnswer> => ({
  organisation: { ...config.organisation },
  customers: { ...config.customers },
  assumptions: { ...config.assumptions },
  moves: settingMoves(workspaceCatalogue(host.workspace).definitions),
});
