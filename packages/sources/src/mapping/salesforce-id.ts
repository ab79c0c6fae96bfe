/**
 * Salesforce record ids. 15 characters, case-sensitive, or 18: three more that encode which of the 15 are upper-case
 * (five letters each, first letter = lowest bit, alphabet A-Z0-5). Both forms name one record, so 18 is canonical.
 */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

const checksum = (text: string): string =>
  [0, 5, 10]
    .map((start) => {
      const bits = [0, 1, 2, 3, 4].map(
        (offset) => `(ascii(substr(${text}, ${start + offset + 1}, 1)) BETWEEN 65 AND 90)::INTEGER * ${2 ** offset}`,
      );
      return `substr('${alphabet}', 1 + ${bits.join(' + ')}, 1)`;
    })
    .join(' || ');

/** SQL: the 18-character form where the text is a sound id, else the text as it is. */
export const salesforceIdSql = (text: string): string =>
  `CASE WHEN length(${text}) = 15 AND regexp_full_match(${text}, '[A-Za-z0-9]{15}') THEN ${text} || ${checksum(text)} ELSE ${text} END`;

/** SQL: true where a non-empty text is no Salesforce id: wrong length, wrong letters or a checksum that does not fit. */
export const isBadSalesforceIdSql = (text: string): string =>
  `NOT regexp_full_match(${text}, '[A-Za-z0-9]{15}|[A-Za-z0-9]{18}') OR (length(${text}) = 18 AND substr(${text}, 16, 3) <> (${checksum(text)}))`;
