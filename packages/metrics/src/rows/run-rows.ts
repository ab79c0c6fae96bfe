import { type Execute, assembleResult, runSteps } from '../query.js';
import { evaluate } from '../result/evaluate.js';
import { type Exact, parseExact, toNumber } from '../result/exact.js';
import { type Row, textOf } from '../result/leg-rows.js';
import type { Cell } from '../result/query-result.js';
import type { LegRowsPlan, RowsPlan } from './plan-rows.js';

/** One record behind a cell. */
export interface CellRow {
  readonly record_id: string | null;
  readonly batch_id: string | null;
  readonly row_number: number | null;
  readonly date: string | null;
  /** What it adds to its leg: 1 for a count, an amount for a sum, its value for a mean or quantile. Decimal text. */
  readonly contribution: string | null;
  /** The columns of the fact, as text. */
  readonly values: Readonly<Record<string, string | null>>;
}

export interface LegRows {
  readonly leg: string;
  readonly fact: string;
  readonly part: LegRowsPlan['part'];
  /** How many rows there are on all pages. */
  readonly count: number;
  /** Sum of the contributions of all rows. */
  readonly total: string;
  /** What the leg amounts to, worked out from the rows alone; null where it has no value. */
  readonly value: string | null;
  readonly rows: readonly CellRow[];
}

export interface RowsResult {
  readonly cell: Cell;
  readonly legs: readonly LegRows[];
  /** The cell worked out again from the rows is the same; true where the cell has no figure. null: not all legs were asked for. */
  readonly reconciles: boolean | null;
}

function readRow(row: Row, columns: readonly string[]): CellRow {
  const number = textOf(row['row_number']);
  return {
    record_id: textOf(row['record_id']),
    batch_id: textOf(row['batch_id']),
    row_number: number === null ? null : Number(number),
    date: textOf(row['date'])?.slice(0, 10) ?? null,
    contribution: textOf(row['contribution']),
    values: Object.fromEntries(columns.map((column, index) => [column, textOf(row[`x${index}`])])),
  };
}

async function runLeg(plan: LegRowsPlan, execute: Execute): Promise<LegRows> {
  const { leg, fact, part, columns, page, total } = plan;
  const [sum] = await execute(total.sql, total.params);
  const rows = await execute(page.sql, page.params);
  return {
    leg,
    fact,
    part,
    count: Number(textOf(sum?.['n']) ?? 0),
    total: textOf(sum?.['total']) ?? '0',
    value: textOf(sum?.['value']),
    rows: rows.map((row) => readRow(row, columns)),
  };
}

function sameFigure(cell: Cell, again: Exact | null): boolean {
  if (cell.value === null) return true;
  if (again === null) return false;
  const [a, b] = [Number(cell.value), toNumber(again)];
  // Money is written with four places; sums of doubles depend on their order.
  const slack = typeof cell.value === 'string' ? 0.000_051 : 0;
  return Math.abs(a - b) <= slack + 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

/** Works the cell out again from the totals of its legs' rows. */
function reconcile(plan: RowsPlan, cell: Cell, legs: readonly LegRows[]): boolean | null {
  const [metric] = plan.cell.logical.metrics;
  if (metric === undefined) return null;
  if (legs.length < Object.keys(metric.definition.legs).length) return cell.value === null ? true : null;
  const found = new Map(legs.map((leg) => [leg.leg, leg]));
  const { value } = evaluate(metric.definition.value, {
    values: metric.values,
    leg: (name) => {
      const leg = found.get(name);
      const text = leg?.value ?? null;
      return { reason: null, n: leg?.count ?? 0, value: text === null ? null : parseExact(text) };
    },
  });
  return sameFigure(cell, value);
}

/** Runs a rows plan: the cell, and a page and the total of each leg. */
export async function runRows(plan: RowsPlan, execute: Execute): Promise<RowsResult> {
  const { cells } = assembleResult(plan.cell, await runSteps(plan.cell.steps, execute));
  const cell = cells.find(({ by }) => plan.age === null || by['age'] === String(plan.age));
  if (cell === undefined) throw new TypeError('a plan of one cell gave none');
  const legs: LegRows[] = [];
  for (const leg of plan.legs) legs.push(await runLeg(leg, execute));
  return { cell, legs, reconciles: reconcile(plan, cell, legs) };
}
