import {
  type Catalogue,
  type Cell,
  planQuery,
  type QueryContext,
  type QueryRequest,
  runQuery,
} from '@bellwether/metrics';
import type { Engine, FactRow, World } from './engine.js';

export const context: QueryContext = {
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  asOf: '2025-12-31',
  fiscalYearStartsMonth: 1,
  assumptions: {},
};

/** Numbers the rows as an import would. */
export function numbered(world: World): World {
  return Object.fromEntries(
    Object.entries(world).map(([fact, rows]) => [
      fact,
      rows.map(
        (row, at): FactRow => ({ record_id: `${fact}-${at}`, batch_id: 'b1', row_number: at + 1, ...row }),
      ),
    ]),
  );
}

/** Loads a world and asks. */
export async function cellsOf(
  engine: Engine,
  world: World,
  request: QueryRequest,
  options: { context?: Partial<QueryContext>; catalogue?: Catalogue } = {},
): Promise<readonly Cell[]> {
  await engine.load(numbered(world));
  const { catalogue } = options;
  const plan = planQuery(
    request,
    { ...context, ...options.context },
    catalogue === undefined ? {} : { catalogue },
  );
  return (await runQuery(plan, engine.execute)).cells;
}

/** The one cell of a metric in a period. */
export async function cellOf(
  engine: Engine,
  world: World,
  metric: string,
  period: string,
  extra: Partial<QueryRequest> = {},
  overrides: Partial<QueryContext> = {},
): Promise<Cell> {
  const request = { metrics: [metric], from: period, to: period, ...extra };
  const [cell] = await cellsOf(engine, world, request, { context: overrides });
  if (cell === undefined) throw new Error(`no cell of ${metric}`);
  return cell;
}

/** So many copies of a row. */
export const copies = (howMany: number, row: FactRow | ((at: number) => FactRow)): FactRow[] =>
  Array.from({ length: howMany }, (_, at) => (typeof row === 'function' ? row(at) : row));
