/**
 * Casts for layouts that machines write: ISO 8601 in UTC unless an offset says otherwise, epoch numbers, decimal
 * points. Nothing needs proof. Each takes a trimmed, non-empty-or-null VARCHAR expression.
 */

/** UTC TIMESTAMP. DuckDB drops an offset when it casts to TIMESTAMP, so texts that end in one go through TIMESTAMPTZ. */
export const isoInstantSql = (text: string): string => {
  const epoch = `make_timestamp(TRY_CAST(${text} AS BIGINT) * CASE length(${text}) WHEN 9 THEN 1000000 WHEN 10 THEN 1000000 WHEN 13 THEN 1000 WHEN 16 THEN 1 END)`;
  const offset = `regexp_matches(${text}, ':[0-9.]+ ?[+-][0-9]{2}:?([0-9]{2})?$')`;
  const spelled = `regexp_replace(${text}, ' ?([+-][0-9]{2}):?([0-9]{2})?$', '\\1:\\2')`;
  const whole = `regexp_replace(${spelled}, ':$', ':00')`;
  return (
    `CASE WHEN strpos(${text}, '-') = 0 THEN ${epoch} ` +
    `WHEN length(${text}) > 16 AND ${offset} THEN timezone('UTC', TRY_CAST(${whole} AS TIMESTAMPTZ)) ` +
    `ELSE TRY_CAST(${text} AS TIMESTAMP) END`
  );
};

/** day, minute, second or millisecond, by what the text spells out. */
export const isoPrecisionSql = (text: string): string =>
  `CASE WHEN ${text} IS NULL THEN NULL WHEN strpos(${text}, ':') = 0 THEN CASE WHEN strpos(${text}, '-') > 0 THEN 'day' WHEN length(${text}) > 10 THEN 'millisecond' ELSE 'second' END ` +
  `WHEN strpos(${text}, '.') > 0 THEN 'millisecond' WHEN length(${text}) - length(replace(replace(${text}, '+', ''), ':', '')) >= 2 THEN 'second' ELSE 'minute' END`;

/** DATE of the text as written; an epoch gives its UTC day. */
export const isoDateSql = (text: string): string =>
  `CASE WHEN strpos(${text}, '-') = 0 THEN CAST(${isoInstantSql(text)} AS DATE) ELSE TRY_CAST(${text} AS DATE) END`;

/** Exact decimal of the given width and scale. */
export const isoDecimalSql = (text: string, width: number, scale: number): string =>
  `TRY_CAST(${text} AS DECIMAL(${width},${scale}))`;

export const isoFlagSql = (text: string): string =>
  `CASE WHEN lower(${text}) IN ('true', 't', '1', 'yes', 'y', '1.0') THEN true WHEN lower(${text}) IN ('false', 'f', '0', 'no', 'n', '0.0') THEN false END`;
