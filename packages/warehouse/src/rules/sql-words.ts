/** SQL for an id as people know it, without the name of its source before the colon. */
export const bare = (id: string): string => `regexp_replace(${id}, '^[^:]*:', '')`;

/** SQL for an instant as a person reads it: the day, and the clock where it has one. */
export const shown = (column: string): string =>
  `CASE WHEN ${column}_precision = 'day' THEN ${column}_date::VARCHAR ELSE strftime(${column}, '%Y-%m-%d %H:%M') || ' UTC' END`;

/** SQL for a decimal as a person writes it: 5, not 5.000000. */
export const plain = (value: string): string => `regexp_replace((${value})::VARCHAR, '\\.?0+$', '')`;

/** What exports without personal data hold instead: md5 to SHA-512 in hex, or md5, SHA-1, SHA-256 in base64. */
export const isHash = (value: string): string =>
  `regexp_matches(trim(${value}), '^[0-9a-fA-F]{32,128}$|^[A-Za-z0-9+/]{22}==$|^[A-Za-z0-9+/]{27,43}=$')`;

/** SQL list of constants. For words of ours, never for data. */
export const listed = (values: readonly string[]): string =>
  values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ');

/** SQL for the last day for which the data is complete. */
export const asOf = `(SELECT value::DATE FROM control.setting WHERE name = 'as_of')`;

/** SQL for the currency of the organisation. */
export const baseCurrency = `(SELECT value FROM control.setting WHERE name = 'currency')`;

/** A row that the source deleted or that is a test: in no figure, so its faults trouble nobody. */
export const live = (alias: string, ...flags: readonly string[]): string =>
  (flags.length > 0 ? flags : ['is_deleted', 'is_test'])
    .map((flag) => `NOT coalesce(${alias}.${flag}, false)`)
    .join(' AND ');
