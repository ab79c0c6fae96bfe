import type { DateFormat, DateOrder } from './column-format.js';
import { dateSql, monthPrefixes } from './date-text.js';
import type { Query } from './profile-table.js';
import { identifier, literal } from './sql-text.js';

/** A column whose order is proven, as a witness for one that is written the same way. */
export interface ProvenDates {
  readonly header: string;
  readonly format: DateFormat;
  readonly proof: string;
}

const wallOf = (name: string, format: DateFormat, order: DateOrder): string =>
  dateSql(identifier(name), { ...format, order }).wall;

/** Rows in file order that stand in time order under one reading only. */
const byRowOrder = async (
  query: Query,
  tableSql: string,
  name: string,
  format: DateFormat,
  orders: readonly DateOrder[],
): Promise<{ order: DateOrder; proof: string } | null> => {
  const picked = orders.map((order, i) => `${wallOf(name, format, order)} AS w${i}`);
  const lagged = orders.map((_, i) => `w${i}, lag(w${i}) OVER (ORDER BY _place) AS p${i}`);
  const counts = orders.map(
    (_, i) =>
      `count(CASE WHEN w${i} > p${i} THEN 1 END) AS up${i}, count(CASE WHEN w${i} < p${i} THEN 1 END) AS down${i}`,
  );
  const rows = await query(
    `SELECT ${counts.join(', ')} FROM (SELECT ${lagged.join(', ')} FROM (SELECT row_number() OVER () AS _place, ${picked.join(', ')} FROM ${tableSql}) WHERE w0 IS NOT NULL)`,
  );
  const steps = orders.map((order, i) => {
    const [up, down] = [Number(rows[0]?.[`up${i}`] ?? 0), Number(rows[0]?.[`down${i}`] ?? 0)];
    return {
      order,
      sorted: up + down >= 20 && Math.min(up, down) === 0,
      breaks: Math.min(up, down),
      steps: up + down,
    };
  });
  const [sorted, ...more] = steps.filter((step) => step.sorted);
  // Sorted in one reading is proof only when every other reading goes back in time more than once.
  if (sorted === undefined || more.length > 0) return null;
  const others = steps.filter((step) => step !== sorted);
  if (others.some((step) => step.breaks < 2)) return null;
  return {
    order: sorted.order,
    proof: `the rows stand in time order over ${sorted.steps} steps when read ${sorted.order}, and not when read ${others.map((step) => step.order).join(' or ')}`,
  };
};

/** A column that names the month of the date beside it. */
const byMonthColumn = async (
  query: Query,
  tableSql: string,
  name: string,
  format: DateFormat,
  orders: readonly DateOrder[],
  months: readonly { name: string; header: string }[],
): Promise<{ order: DateOrder; proof: string } | null> => {
  for (const month of months) {
    const c = identifier(month.name);
    const words = monthPrefixes
      .flatMap((prefixes, index) =>
        prefixes.map((prefix) => `WHEN starts_with(lower(${c}), ${literal(prefix)}) THEN ${index + 1}`),
      )
      .join(' ');
    const written = `COALESCE(TRY_CAST(${c} AS INTEGER), CASE ${words} END)`;
    const agree = orders.map(
      (order, i) => `count(CASE WHEN month(${wallOf(name, format, order)}) = ${written} THEN 1 END) AS a${i}`,
    );
    const [row] = await query(
      `SELECT count(CASE WHEN ${written} BETWEEN 1 AND 12 AND ${wallOf(name, format, orders[0] as DateOrder)} IS NOT NULL THEN 1 END) AS n, ${agree.join(', ')} FROM ${tableSql}`,
    );
    const total = Number(row?.['n'] ?? 0);
    const full = orders.filter((_, i) => total >= 10 && Number(row?.[`a${i}`] ?? 0) === total);
    if (full.length === 1) {
      return {
        order: full[0] as DateOrder,
        proof: `column '${month.header}' names the same month in all ${total} rows when read ${full[0]}`,
      };
    }
  }
  return null;
};

const sameHand = (a: DateFormat, b: DateFormat): boolean =>
  a.separator === b.separator &&
  a.twoDigitYear === b.twoDigitYear &&
  a.monthName === b.monthName &&
  a.clock === b.clock;

/**
 * Looks for proof of the date order outside the values themselves: a month column, rows in time order, or other
 * date columns of the table that are written the same way and proven, all in one order. Null: nothing decides.
 */
export const findDateOrder = async (
  query: Query,
  tableSql: string,
  column: { readonly name: string; readonly format: DateFormat; readonly orders: readonly DateOrder[] },
  table: {
    readonly months: readonly { name: string; header: string }[];
    readonly proven: readonly ProvenDates[];
  },
): Promise<{ order: DateOrder; proof: string } | null> => {
  const { name, format, orders } = column;
  const found =
    (await byMonthColumn(query, tableSql, name, format, orders, table.months)) ??
    (await byRowOrder(query, tableSql, name, format, orders));
  if (found !== null) return found;
  const witnesses = table.proven.filter((other) => sameHand(other.format, format));
  const [witness] = witnesses;
  if (witness === undefined || witnesses.some((other) => other.format.order !== witness.format.order))
    return null;
  if (!orders.includes(witness.format.order)) return null;
  return {
    order: witness.format.order,
    proof: `column '${witness.header}' of the same table is written the same way, and there ${witness.proof}`,
  };
};
