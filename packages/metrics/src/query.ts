import { catalogue as builtIn } from './catalogue.js';
import { metricsError } from './errors.js';
import type { QueryContext } from './plan/context.js';
import type { LogicalPlan } from './plan/logical-plan.js';
import { type Catalogue, makePlan, planHash } from './plan/make-plan.js';
import type { QueryRequest } from './plan/request.js';
import { assembleCells } from './result/assemble.js';
import type { Gathered } from './result/cell-scope.js';
import { type Row, ScanRows } from './result/leg-rows.js';
import type { QueryResult } from './result/query-result.js';
import { renderCoverage } from './sql/coverage.js';
import type { Dialect } from './sql/dialect.js';
import { duckdbDialect } from './sql/duckdb.js';
import { renderScan } from './sql/render.js';
import { type SqlText, type SqlValue, SqlWriter } from './sql/writer.js';

/** One statement to run. Steps do not depend on each other. */
export interface QueryStep extends SqlText {
  readonly id: string;
}

/** A plan with the SQL of its steps: plain data. */
export interface QueryPlan {
  readonly logical: LogicalPlan;
  /** Equal for equal questions under equal definitions: a key for caches. */
  readonly hash: string;
  readonly steps: readonly QueryStep[];
}

export interface QueryOptions {
  /** Built-in metrics and those of the workspace; the built-in ones where absent. */
  readonly catalogue?: Catalogue;
  readonly dialect?: Dialect;
}

const coverageStep = 'coverage';

/** The statements of a logical plan in an engine's dialect. */
export function renderPlan(plan: LogicalPlan, dialect: Dialect): readonly QueryStep[] {
  const { level } = plan.request;
  const scans = Object.entries(plan.scans).map(([id, scan]) => ({ id, ...renderScan(scan, dialect, level) }));
  if (plan.coverage.length === 0) return scans;
  return [{ id: coverageStep, ...renderCoverage(new SqlWriter(dialect), plan.coverage) }, ...scans];
}

/** Request → statements to run. Throws a MetricsError where the request cannot be answered. */
export function planQuery(
  request: QueryRequest,
  context: QueryContext,
  options: QueryOptions = {},
): QueryPlan {
  const logical = makePlan(request, context, options.catalogue ?? builtIn);
  return {
    logical,
    hash: planHash(logical),
    steps: renderPlan(logical, options.dialect ?? duckdbDialect()),
  };
}

export type RowsPerStep = Readonly<Record<string, readonly Row[]>>;

/** Rows by step, ready for cells to be looked up. Throws `step_missing`. */
export function gather(plan: QueryPlan, rowsPerStep: RowsPerStep): Gathered {
  const rowsOf = (step: string): readonly Row[] => {
    const rows = rowsPerStep[step];
    if (rows === undefined) throw metricsError('step_missing', [step]);
    return rows;
  };
  const rows = Object.fromEntries(
    Object.entries(plan.logical.scans).map(([id, scan]) => [id, new ScanRows(rowsOf(id), scan.groups)]),
  );
  const coverage = plan.logical.coverage.length === 0 ? {} : (rowsOf(coverageStep)[0] ?? {});
  return { plan: plan.logical, rows, coverage };
}

/** Rows of every step → cells. */
export const assembleResult = (plan: QueryPlan, rowsPerStep: RowsPerStep): QueryResult =>
  assembleCells(gather(plan, rowsPerStep));

/** Runs a statement and gives its rows as objects by column name. */
export type Execute = (sql: string, params: readonly SqlValue[]) => Promise<readonly Row[]>;

export async function runSteps(steps: readonly QueryStep[], execute: Execute): Promise<RowsPerStep> {
  const rows: Record<string, readonly Row[]> = {};
  for (const { id, sql, params } of steps) rows[id] = await execute(sql, params);
  return rows;
}

/** Runs every step of a plan, one after the other, and assembles the answer. */
export async function runQuery(plan: QueryPlan, execute: Execute): Promise<QueryResult> {
  return assembleResult(plan, await runSteps(plan.steps, execute));
}
