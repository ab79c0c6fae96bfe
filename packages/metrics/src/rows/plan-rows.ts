import { findFact } from '@bellwether/model';
import { catalogue as builtIn } from '../catalogue.js';
import { legsOf } from '../definition/expression.js';
import type { Leg, MetricDefinition } from '../definition/metric-definition.js';
import { metricsError } from '../errors.js';
import type { QueryContext } from '../plan/context.js';
import type { LogicalPlan, PlannedMetric } from '../plan/logical-plan.js';
import { makePlan } from '../plan/make-plan.js';
import { ageDimension } from '../plan/plan-metric.js';
import type { QueryRequest } from '../plan/request.js';
import type { Output, Scan } from '../plan/scan.js';
import { type QueryOptions, type QueryPlan, planQuery } from '../query.js';
import type { Dialect } from '../sql/dialect.js';
import { duckdbDialect } from '../sql/duckdb.js';
import { type SqlText, SqlWriter } from '../sql/writer.js';
import { rowsBase } from './base.js';
import { checkRowsRequest, type RowsRequest } from './rows-request.js';

export interface LegRowsPlan {
  readonly leg: string;
  readonly fact: string;
  readonly part: 'numerator' | 'denominator' | 'both' | 'value';
  /** Columns of the fact in the order of the SQL's x0, x1 and so on. */
  readonly columns: readonly string[];
  /** One page: record_id, batch_id, row_number, date, contribution, x0, x1 … */
  readonly page: SqlText;
  /** One row: n (rows), total (sum of contributions), value (what the leg amounts to). */
  readonly total: SqlText;
}

export interface RowsPlan {
  /** The cell whose rows these are, as a query of its own. */
  readonly cell: QueryPlan;
  readonly age: number | null;
  readonly legs: readonly LegRowsPlan[];
  readonly limit: number;
  readonly offset: number;
}

/** The query of the cell alone: its breakdown becomes a filter. */
function cellRequest(request: RowsRequest): QueryRequest {
  const filters = Object.entries(request.by ?? {})
    .filter(([dimension]) => dimension !== ageDimension)
    .map(([dimension, value]) => ({ dimension, values: [value] }));
  return {
    metrics: [request.metric],
    from: request.from,
    to: request.to ?? request.from,
    grain: request.grain ?? (request.to === undefined ? undefined : 'total'),
    where: [...(request.where ?? []), ...filters],
    rolling: request.rolling,
    asOf: request.asOf,
    ...(request.parameters === undefined ? {} : { parameters: { [request.metric]: request.parameters } }),
  };
}

function partOf(definition: MetricDefinition, leg: string): LegRowsPlan['part'] {
  const above = definition.numerator !== null && legsOf(definition.numerator).includes(leg);
  const below = definition.denominator !== null && legsOf(definition.denominator).includes(leg);
  if (above && below) return 'both';
  if (above) return 'numerator';
  return below ? 'denominator' : 'value';
}

function outputOfLeg(scan: Scan, alias: string): Output {
  const found = 'outputs' in scan ? scan.outputs.find((output) => output.alias === alias) : undefined;
  if (found !== undefined) return found;
  return { alias, aggregate: { kind: 'count' }, where: [] };
}

function valueOf(dialect: Dialect, { aggregate }: Output): string {
  if (aggregate.kind === 'mean') return 'sum(r.contribution) / count(*)';
  if (aggregate.kind === 'mean_of_members') return 'sum(r.contribution) / count(DISTINCT r.member)';
  if (aggregate.kind === 'quantile') return dialect.quantile('r.contribution', aggregate.q);
  return aggregate.kind === 'present_value' ? 'sum(r.contribution)' : 'coalesce(sum(r.contribution), 0)';
}

function planLeg(
  name: string,
  leg: Leg,
  metric: PlannedMetric,
  plan: LogicalPlan,
  age: number | null,
  page: { limit: number; offset: number },
  dialect: Dialect,
): LegRowsPlan {
  const address = metric.legs[name];
  const scan = address === undefined ? undefined : plan.scans[address.scan];
  if (address === undefined || scan === undefined) {
    throw metricsError('leg_unknown', [name, Object.keys(metric.legs).join(', ')], metric.id);
  }
  const output = outputOfLeg(scan, address.alias);
  const columns = Object.entries(findFact(leg.fact)?.columns ?? {})
    .filter(([, { role }]) => role !== 'record')
    .map(([column]) => column);
  const select = (shape: (rows: string) => string, extra: readonly string[]): SqlText => {
    const writer = new SqlWriter(dialect);
    const base = rowsBase(writer, scan, output, { age, edge: address.edges?.[0] ?? null });
    const list = [
      'f.record_id',
      'f.batch_id',
      'f.row_number',
      `${base.date} AS date`,
      `${base.contribution} AS contribution`,
      ...(base.member === null ? [] : [`${base.member} AS member`]),
      ...extra,
    ];
    const ctes = base.ctes === '' ? '' : `${base.ctes},\n`;
    return writer.finish(`WITH ${ctes}r AS (
  SELECT ${list.join(', ')}
  FROM ${base.from}
)
${shape('r')}`);
  };
  const extra = columns.map(
    (column, index) => `${dialect.asText(`f.${dialect.identifier(column)}`)} AS x${index}`,
  );
  const fields = ['date', 'contribution'].map((field) => `${dialect.asText(`r.${field}`)} AS ${field}`);
  const names = extra.map((_, index) => `r.x${index}`);
  return {
    leg: name,
    fact: leg.fact,
    part: partOf(metric.definition, name),
    columns,
    page: select(
      (
        rows,
      ) => `SELECT r.record_id, r.batch_id, ${dialect.asText('r.row_number')} AS row_number, ${[...fields, ...names].join(', ')}
FROM ${rows}
ORDER BY r.date, r.record_id, r.row_number
LIMIT ${page.limit} OFFSET ${page.offset}`,
      extra,
    ),
    total: select(
      (
        rows,
      ) => `SELECT ${dialect.asText('count(*)')} AS n, ${dialect.asText('coalesce(sum(r.contribution), 0)')} AS total, ${dialect.asText(valueOf(dialect, output))} AS value
FROM ${rows}`,
      [],
    ),
  };
}

/**
 * Plans the records behind one cell: one page and one total for each leg. The contributions of a leg's rows add up to
 * the leg; the legs make the cell. Throws a MetricsError where the request cannot be answered.
 */
export function planRows(request: RowsRequest, context: QueryContext, options: QueryOptions = {}): RowsPlan {
  const page = checkRowsRequest(request);
  const catalogue = options.catalogue ?? builtIn;
  const dialect = options.dialect ?? duckdbDialect();
  const query = cellRequest(request);
  const plan = makePlan(query, context, catalogue);
  if (plan.cells.length !== 1)
    throw metricsError('cell_unknown', [request.metric, `${request.from} to ${query.to}`]);
  const [metric] = plan.metrics;
  if (metric === undefined) throw metricsError('metric_unknown', [request.metric, '']);
  const asked = request.by?.[ageDimension];
  const age = asked === undefined || asked === null ? null : Number(asked);
  const wanted = request.legs ?? Object.keys(metric.definition.legs);
  const legs = metric.missingParameter === null ? wanted : [];
  return {
    cell: planQuery(query, context, { catalogue, dialect }),
    age,
    ...page,
    legs: legs.map((name) => {
      const leg = metric.definition.legs[name];
      if (leg === undefined) {
        const known = Object.keys(metric.definition.legs).join(', ');
        throw metricsError('leg_unknown', [name, known], metric.id);
      }
      return planLeg(name, leg, metric, plan, age, page, dialect);
    }),
  };
}
