/**
 * Salesforce record ids. 15 characters, case-sensitive, or 18: three more that encode which of the 15 are upper-case
 * (five letters each, first letter = lowest bit, alphabet A-Z0-5). Both forms name one record, so 18 is canonical.
 */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** 1 for an upper-case letter, 0 for anything else that an id may hold. */
const bitOfLetter = `${'1'.repeat(26)}${'0'.repeat(36)}`;

/** `00000,10000,01000,...`: the bits of 0 to 31, lowest first, six characters apart. */
const patterns = Array.from({ length: 32 }, (_, index) =>
  [0, 1, 2, 3, 4].map((bit) => (index >> bit) & 1).join(''),
).join(',');

/** SQL: which of the characters of a text are upper-case, as text of ones and zeros. */
export const upperCaseBitsSql = (text: string): string =>
  `translate(${text}, '${letters}', '${bitOfLetter}')`;

/** SQL: the three characters that belong behind the first fifteen, told from their bits. */
export const salesforceChecksumSql = (bits: string): string =>
  [1, 6, 11]
    .map(
      (start) =>
        `substr('${alphabet}', 1 + (strpos('${patterns}', substr(${bits}, ${start}, 5)) - 1) // 6, 1)`,
    )
    .join(' || ');

/** SQL: the 18-character form where the text is a sound id, else the text as it is. */
export const salesforceIdSql = (text: string, checksum: string): string =>
  `CASE WHEN length(${text}) = 15 AND regexp_full_match(${text}, '[A-Za-z0-9]{15}') THEN ${text} || ${checksum} ELSE ${text} END`;

/** SQL: true where a non-empty text is no Salesforce id: wrong length, wrong letters or a checksum that does not fit. */
export const isBadSalesforceIdSql = (text: string, checksum: string): string =>
  `NOT regexp_full_match(${text}, '[A-Za-z0-9]{15}|[A-Za-z0-9]{18}') OR (length(${text}) = 18 AND substr(${text}, 16, 3) <> ${checksum})`;
