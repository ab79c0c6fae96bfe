import { findFact } from '@bellwether/model';
import { findMetric, planRows } from '@bellwether/metrics';
import {
  cellRows,
  explainQuery,
  type JudgedCell,
  openIssues,
  queryContext,
  queryMetrics,
  factsVersion,
  type SourcedRows,
  workspaceCatalogue,
} from '@bellwether/warehouse';
import { Readable } from 'node:stream';
import type { z } from 'zod';
import { byteOrderMark, csvLine } from '../http/csv.js';
import type { Answer, App } from '../http/app-types.js';
import { problem } from '../http/problems.js';
import { answered } from '../http/answered.js';
import type { Host } from '../host.js';
import { explainAnswer, queryBody, rowsAnswer, rowsBody, rowsCsvBody } from '../schemas/query.js';

const tags = ['figures'];
/** Rows that a streamed export asks of the engine at a time. */
const pageRows = 20_000;

/** The records behind a figure, and how the figure is made. */
export const addRows = (app: App, host: Host): void => {
  app.post(
    '/rows',
    {
      schema: { tags, summary: 'The records behind one cell', body: rowsBody, response: { 200: rowsAnswer } },
    },
    (request, reply): Promise<Answer<typeof rowsAnswer>> =>
      answered(host, reply, () => rowsPage(host, request.body)),
  );

  app.post(
    '/rows.csv',
    {
      schema: {
        tags,
        summary: 'Every record behind one leg of a cell, streamed; the contributions add up to the leg',
        produces: ['text/csv'],
        body: rowsCsvBody,
      },
    },
    async (request, reply) => {
      const { leg: wanted, ...rest } = request.body;
      const [asked, version] = await answered(host, reply, async () => [
        await cellRows(host.workspace, { ...plain(rest), limit: 0 }),
        await factsVersion(host.workspace.engine),
      ]);
      const leg = wanted === undefined ? asked.legs[0] : asked.legs.find((one) => one.leg === wanted);
      if (!leg)
        throw problem(
          'value_unfit',
          `The figure has no leg '${wanted ?? ''}'; it has ${asked.legs.map((one) => one.leg).join(', ') || 'none'}.`,
        );
      const rows = Math.min(leg.count, host.limits.exportRows);
      const { metric, from, to } = rest;
      const name = `${metric}_${leg.leg}_${from}${to === undefined ? '' : `_${to}`}`.replaceAll(
        /[^\w.-]/g,
        '_',
      );
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}.csv"`)
        .header('x-row-count', String(leg.count))
        .header('x-total', leg.total)
        .header('x-truncated', String(rows < leg.count))
        .send(Readable.from(csvOf(host, { ...plain(rest), legs: [leg.leg] }, asked, leg, rows, version)));
    },
  );

  app.post(
    '/explain',
    {
      schema: {
        tags,
        summary: 'How a question is answered: definitions, periods, SQL, rules, what is left out',
        body: queryBody,
        response: { 200: explainAnswer },
      },
    },
    (request, reply): Promise<Answer<typeof explainAnswer>> =>
      answered(host, reply, async () => {
        const found = await explainQuery(host.workspace, plain(request.body));
        const named = new Set(found.metrics.flatMap(({ definition }) => definition.rules));
        const issues = await openIssues(host.workspace);
        return {
          hash: found.hash,
          metrics: found.metrics.map((metric) => ({ ...metric, definition: { ...metric.definition } })),
          periods: found.periods,
          steps: found.steps,
          rules: issues
            .filter(({ rule }) => named.has(rule))
            .map(({ rule, title, affected }) => ({ rule, title, affected })),
          exclusions: found.exclusions,
        };
      }),
  );
};

/** The columns of a fact that say something about its rows, in their order. */
const columnsOf = (fact: string): string[] =>
  Object.entries(findFact(fact)?.columns ?? {})
    .filter(([, { role }]) => role !== 'record')
    .map(([column]) => column);

type Body = Omit<z.output<typeof rowsBody>, 'legs' | 'limit' | 'offset'> & {
  readonly legs?: string[] | undefined;
  readonly limit?: number;
  readonly offset?: number;
};

/** A request without what it leaves open. */
const plain = <T extends object>(body: T): T => {
  const entries = Object.entries(body).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(entries) as T;
};

const rowsPage = async (host: Host, body: z.output<typeof rowsBody>): Promise<Answer<typeof rowsAnswer>> => {
  const { workspace } = host;
  const request = plain(body);
  const result = await cellRows(workspace, request);
  const context = await queryContext(workspace);
  const { cell, header, asOf } = await judgedCell(host, request);
  return {
    metric: header,
    cell,
    legs: result.legs.map((leg) => ({
      ...leg,
      columns: columnsOf(leg.fact),
      rows: leg.rows.map(({ file, ...row }) => ({
        ...row,
        file: file === null ? null : host.shownFile(file),
      })),
    })),
    reconciles: result.reconciles,
    limit: body.limit,
    offset: body.offset,
    time_zone: context.timeZone,
    currency: context.currency,
    as_of: asOf,
  };
};

/** The cell as every other page shows it: with quality, and withheld where a blocking rule is open. */
const judgedCell = async ({ workspace }: Host, request: Body) => {
  const catalogue = workspaceCatalogue(workspace);
  const plan = planRows({ ...request, limit: 0 }, await queryContext(workspace), { catalogue });
  const { grain, asOf, rolling, ...asked } = plan.cell.logical.request;
  const answer = await queryMetrics(workspace, {
    ...asked,
    rolling,
    ...(grain === null ? {} : { grain }),
    ...(asOf === null ? {} : { asOf }),
  });
  const age = plan.age === null ? null : String(plan.age);
  const cell: JudgedCell | undefined = answer.cells.find(({ by }) => age === null || by['age'] === age);
  const [header] = answer.metrics;
  if (!cell || !header)
    throw problem(
      'value_unfit',
      `The figure ${findMetric(request.metric, catalogue).name} has no such cell.`,
    );
  return { cell, header, asOf: answer.as_of };
};

/** Lines of the export: what it is, a header, the rows page by page. Breaks off when the figures change meanwhile. */
async function* csvOf(
  host: Host,
  request: Body,
  { cell }: SourcedRows,
  leg: SourcedRows['legs'][number],
  rows: number,
  facts: string,
): AsyncGenerator<string> {
  const { organisation } = host.workspace.config;
  const { definitions } = workspaceCatalogue(host.workspace);
  const version = definitions.find(({ id }) => id === request.metric)?.version ?? '';
  const where = [
    ...Object.entries(request.by).map(([name, value]) => `${name}=${value ?? 'unknown'}`),
    ...request.where.map(
      ({ dimension, values, exclude }) =>
        `${dimension}${exclude ? '!=' : '='}${values.map((value) => value ?? 'unknown').join('|')}`,
    ),
  ].join(' ');
  yield byteOrderMark;
  yield csvLine([`# ${request.metric} version ${version}, ${leg.leg} of ${cell.period} ${where}`.trim()]);
  yield csvLine([
    `# ${organisation.time_zone}, ${organisation.currency}, ${leg.count} rows, total ${leg.total}${rows < leg.count ? `, cut after ${rows}` : ''}`,
  ]);
  const columns = columnsOf(leg.fact);
  yield csvLine(['record_id', 'date', 'contribution', ...columns, 'file', 'row_number', 'batch_id']);
  for (let offset = 0; offset < rows; offset += pageRows) {
    const limit = Math.min(pageRows, rows - offset);
    const page = await host.workspace.engine.snapshot(async () => {
      // Pages of two states of the data would not add up to the total above them.
      if ((await factsVersion(host.workspace.engine)) !== facts)
        throw problem('data_changed', 'An import ended while the file was written.');
      return cellRows(host.workspace, { ...request, limit, offset });
    });
    const found = page.legs[0]?.rows ?? [];
    yield found
      .map((row) =>
        csvLine([
          row.record_id,
          row.date,
          row.contribution,
          ...columns.map((column) => row.values[column] ?? null),
          row.file === null ? null : host.shownFile(row.file),
          row.row_number,
          row.batch_id,
        ]),
      )
      .join('');
  }
}
