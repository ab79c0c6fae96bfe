import type { Output, Scan } from '../plan/scan.js';
import { cohortCtes } from '../sql/cohort.js';
import { reach } from '../sql/flow.js';
import { isChained, isGone, laterCover } from '../sql/lost.js';
import { eventCtes } from '../sql/members.js';
import { testOf } from '../sql/outputs.js';
import { pairCtes } from '../sql/pair.js';
import { remainingWindows } from '../sql/remaining.js';
import { covers, sound } from '../sql/span.js';
import type { SqlWriter } from '../sql/writer.js';
import { unreachable } from '../unreachable.js';

/** The records behind one leg of one cell: a FROM with its filter, and what each row adds. */
export interface RowsBase {
  /** CTEs that the FROM needs; may be empty. */
  readonly ctes: string;
  /** FROM and WHERE; the row of the fact is `f`. */
  readonly from: string;
  readonly date: string;
  readonly contribution: string;
  /** What a mean over members counts; null for everything else. */
  readonly member: string | null;
}

type FlowLike = Extract<Scan, { readonly date: string; readonly outputs: readonly Output[] }>;

/** What a row dated in a window adds to its leg. */
function flowContribution(writer: SqlWriter, scan: FlowLike, output: Output): string {
  const { aggregate } = output;
  const { dialect } = writer;
  switch (aggregate.kind) {
    case 'count':
      return '1';
    case 'sum':
    case 'mean':
    case 'quantile':
      return writer.column(aggregate.column);
    case 'count_distinct': {
      const order = `ORDER BY ${writer.column(scan.date)}, f.record_id`;
      const first = `row_number() OVER (PARTITION BY ${writer.column(aggregate.column)} ${order})`;
      return `CASE WHEN ${first} = 1 THEN 1 ELSE 0 END`;
    }
    case 'mean_of_members': {
      const weight = writer.column(aggregate.weight);
      const member = writer.column(aggregate.by);
      return `${writer.column(aggregate.column)} * ${weight} / sum(${weight}) OVER (PARTITION BY ${member})`;
    }
    case 'present_value': {
      const date = writer.column(scan.date);
      const years = `${dialect.daysBetween(`min(${date}) OVER ()`, date)} / 365.0`;
      const amount = dialect.asDouble(writer.column(aggregate.column));
      return `${amount} * power(1 + ${aggregate.rate}, -(${years}))`;
    }
    default:
      return unreachable(aggregate);
  }
}

/** Rows without a value are not behind a mean, a quantile or a distinct count. */
function needsValue(writer: SqlWriter, { aggregate }: Output): readonly string[] {
  if (aggregate.kind === 'count' || aggregate.kind === 'sum') return [];
  const own = [`${writer.column(aggregate.column)} IS NOT NULL`];
  if (aggregate.kind !== 'mean_of_members') return own;
  return [...own, `${writer.column(aggregate.by)} IS NOT NULL`, `${writer.column(aggregate.weight)} > 0`];
}

const addsOf = (writer: SqlWriter, { aggregate }: Output): string =>
  aggregate.kind === 'sum' ? writer.column(aggregate.column) : '1';

/** Where in a scan of one period the leg stands: the edge of a stock, the age of a cohort. */
export interface RowsPlace {
  readonly edge: string | null;
  readonly age: number | null;
}

/** The base of a leg. `scan` has a single window, `output` is the leg's. */
export function rowsBase(writer: SqlWriter, scan: Scan, output: Output, at: RowsPlace): RowsBase {
  const { dialect } = writer;
  const table = dialect.table(scan.fact);
  const filters = writer.filters(scan.filters);
  const test = testOf(writer, output.where);
  const plain = { member: null, ctes: '', date: 'f.from_date' };
  switch (scan.kind) {
    case 'flow':
    case 'flow_rows':
    case 'flow_members':
    case 'present_value': {
      const windows = scan.windows.filter(({ start, end }) => start < end);
      const where = writer.all([
        ...reach(writer, scan.date, windows),
        ...filters,
        test,
        ...needsValue(writer, output),
      ]);
      const { aggregate } = output;
      return {
        ctes: '',
        from: `${table} f WHERE ${where}`,
        date: writer.column(scan.date),
        contribution: flowContribution(writer, scan, output),
        member: aggregate.kind === 'mean_of_members' ? writer.column(aggregate.by) : null,
      };
    }
    case 'stock': {
      const edge = dialect.date(at.edge ?? '0001-01-01');
      const where = writer.all([
        ...sound(writer, scan.from, scan.to),
        covers(writer, scan.from, scan.to, edge),
        ...filters,
        test,
      ]);
      return { ...plain, from: `${table} f WHERE ${where}`, contribution: addsOf(writer, output) };
    }
    case 'exposure': {
      const [window] = scan.windows;
      const start = dialect.date(window?.start ?? '0001-01-01');
      const end = dialect.date(window?.end ?? '0001-01-01');
      const from = writer.column(scan.from);
      const to = writer.column(scan.to);
      const where = writer.all([
        ...sound(writer, scan.from, scan.to),
        `${from} < ${end}`,
        `(${to} IS NULL OR ${to} > ${start})`,
        ...filters,
        test,
      ]);
      const days = dialect.daysBetween(
        `greatest(${from}, ${start})`,
        `least(coalesce(${to}, ${end}), ${end})`,
      );
      return { ...plain, from: `${table} f WHERE ${where}`, contribution: days };
    }
    case 'lost': {
      const windows = scan.windows.filter(({ start, end }) => start < end);
      const where = writer.all([
        ...reach(writer, 'to_date', windows),
        ...filters,
        test,
        isGone,
        `NOT (coalesce(${isChained(writer, windows)}, FALSE) AND EXISTS (
    SELECT 1 FROM (SELECT f.account_id, f.next_to_date, w.end_date) h JOIN ${laterCover(writer)}))`,
      ]);
      return {
        ...plain,
        ctes: writer.windows(windows),
        date: 'f.to_date',
        from: `${table} f JOIN windows w ON f.to_date >= w.start_date AND f.to_date < w.end_date WHERE ${where}`,
        contribution: '1',
      };
    }
    case 'pair': {
      const values: Record<string, string> = {
        opening: 'p.x0',
        closing: 'p.x1',
        capped: 'least(p.x0, p.x1)',
        units: '1',
      };
      return {
        ...plain,
        ctes: pairCtes(writer, scan),
        from: `pairs p JOIN ${table} f ON f.account_id = p.account_id AND f.from_date = p.from_date`,
        contribution: values[output.alias] ?? '0',
      };
    }
    case 'members': {
      const where = writer.all([covers(writer, 'from_date', 'to_date', 'v.start_date'), ...filters, test]);
      return {
        ...plain,
        ctes: eventCtes(writer, scan),
        from: `events v JOIN ${table} f ON f.account_id = v.account_id WHERE ${where}`,
        contribution: '1',
      };
    }
    case 'cohort': {
      const first = `firsts c JOIN ${table} f ON f.account_id = c.account_id AND f.sequence = 1`;
      const edge = scan.ages.find((one) => one.age === at.age)?.edge;
      const active =
        edge === undefined
          ? 'FALSE'
          : `EXISTS (SELECT 1 FROM ${table} s WHERE s.account_id = c.account_id AND ${covers(writer, 'from_date', 'to_date', dialect.date(edge), 's')})`;
      const from = output.alias === 'size' ? first : `${first} WHERE ${active}`;
      return { ...plain, ctes: cohortCtes(writer, scan), from, contribution: '1' };
    }
    case 'remaining': {
      const date = writer.column(scan.date);
      const where = writer.all([
        `${date} >= w.start_date`,
        `${date} < w.end_date`,
        covers(writer, scan.from, scan.to, 'w.edge_date'),
        ...filters,
        test,
      ]);
      return {
        member: null,
        ctes: remainingWindows(writer, scan),
        date,
        from: `${table} f JOIN windows w ON ${where}`,
        contribution: addsOf(writer, output),
      };
    }
    case 'flow_clusters':
      throw new TypeError('clusters are no leg');
    default:
      return unreachable(scan);
  }
}
