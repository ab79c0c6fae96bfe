import { accountDimensions } from '@bellwether/model';
import type { FactContext, Unit } from './fact-builder.js';

/** SQL text in quotes. For constants of ours and settings that a schema has checked, never for data. */
export const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** A join and the expression that it makes available. */
export interface Fragment {
  readonly join: string;
  readonly value: string;
}

/** The resolved account of a reference: the record itself where nothing links it. */
export const resolvedAccount = (context: FactContext, reference: string, alias = 'link'): Fragment =>
  context.hasAccountLinks
    ? {
        join: `LEFT JOIN resolved.account_link ${alias} ON ${alias}.source_id = ${reference}`,
        value: `coalesce(${alias}.account_id, ${reference})`,
      }
    : { join: '', value: reference };

/** The amount where it is in the organisation's currency already, else times the rate of the join. */
const converted = (context: FactContext, amount: string, currency: string, alias: string): string => {
  const base = literal(context.config.organisation.currency);
  return `CASE WHEN coalesce(${currency}, ${base}) = ${base} THEN ${amount}::DECIMAL(18,4)
             ELSE round(${amount}::DECIMAL(18,4) * ${alias}.rate, 4)::DECIMAL(18,4) END`;
};

/**
 * An amount in the organisation's currency at the rate of a day (the last rate known by then). Null where the rate is
 * missing: rule M-02 reports it, and a missing rate is never 1.
 */
export const inBaseCurrency = (
  context: FactContext,
  amount: string,
  currency: string,
  day: string,
  alias: string,
): Fragment => {
  if (!context.hasForeignMoney) return { join: '', value: `${amount}::DECIMAL(18,4)` };
  return {
    join: `ASOF LEFT JOIN resolved.fx ${alias} ON ${alias}.currency = ${currency} AND ${alias}.day <= ${day}`,
    value: converted(context, amount, currency, alias),
  };
};

/** The same at the rate of the as-of day, for balances: no change of theirs is only one of the exchange rate. */
export const inBaseCurrencyToday = (
  context: FactContext,
  amount: string,
  currency: string,
  alias: string,
): Fragment => {
  if (!context.hasForeignMoney) return { join: '', value: `${amount}::DECIMAL(18,4)` };
  return {
    join: `LEFT JOIN (SELECT currency, arg_max(rate, day) AS rate FROM resolved.fx WHERE day <= DATE ${literal(context.asOf)} GROUP BY currency) ${alias}
             ON ${alias}.currency = ${currency}`,
    value: converted(context, amount, currency, alias),
  };
};

/** The list `c.segment, c.industry, …` of account dimensions, out of a row of `facts.customer`. */
export const dimensionsOf = (alias: string): string =>
  Object.keys(accountDimensions)
    .map((name) => `${alias}.${name}`)
    .join(', ');

/**
 * A table as `alias`, or only its rows of the touched units. Said before any join: the engine leaves such a filter where
 * it is written, and would join all rows first.
 */
export const touchedRows = (
  context: FactContext,
  unit: Unit,
  table: string,
  alias: string,
  column: string,
): string => {
  const touched = context.only(unit, column);
  return touched === '' ? `${table} ${alias}` : `(SELECT * FROM ${table} WHERE true ${touched}) ${alias}`;
};

/**
 * Joins the customer of a row as `c`, for the dimensions that a fact copies. Where only some accounts are refreshed, only
 * they are joined: all customers would have to be hashed for the few that are wanted.
 */
export const customerJoin = (context: FactContext, account: string): string => {
  const touched = context.only('account', 'account_id');
  const customers =
    touched === '' ? 'facts.customer' : `(SELECT * FROM facts.customer WHERE true ${touched})`;
  return `LEFT JOIN ${customers} c ON c.account_id = ${account}`;
};

/** What belongs to a test or internal account counts nowhere. */
export const countedAccount = (account: string): string =>
  `(${account} IS NULL OR ${account} NOT IN (SELECT account_id FROM resolved.account_exclusion))`;

/** A row that the source deleted or that is a test: in no figure. */
export const live = (alias: string): string =>
  `NOT coalesce(${alias}.is_deleted, false) AND NOT coalesce(${alias}.is_test, false)`;

/** Seconds between two instants as a double; null when either lacks a clock (rule T-06). */
export const secondsBetween = (from: string, to: string, precisions: readonly string[]): string =>
  `CASE WHEN ${precisions.map((name) => `coalesce(${name}, 'second') <> 'day'`).join(' AND ')}
        THEN epoch_us(${to} - ${from}) / 1e6 END`;

/** The local date, in the organisation's zone, of an instant that was worked out rather than read. */
export const localDate = (context: FactContext, instant: string): string =>
  `timezone(${literal(context.config.organisation.time_zone)}, timezone('UTC', ${instant}))::DATE`;
