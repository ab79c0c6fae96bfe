import { anyNumber } from '../profile/number-text.js';
import type { SkippedRow } from './prepared.js';

const TOTAL =
  /^\W*(?:(?:grand\s+|sub-?\s?)?totals?|total\s+g[eé]n[eé]ral|summe|gesamt(?:summe|ergebnis)?|totale|totaal)\s*(?::.*|\(.*\)|-+.*)?$/iu;
const PROSE =
  /generated|copyright|©|confidential|exported|report|as of|filtered|filters?:|records?\b|rows?\s*:|page \d|printed|erstellt|généré/iu;

/**
 * What a row at the end of a report is, or null for an ordinary row. A total has a first cell that says so and
 * nothing but numbers after it, because `Total` is also the name of a company; a footer has one or two cells of
 * a wider table.
 */
export const tailReason = (cells: readonly string[], width: number): SkippedRow['reason'] | null => {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const [first, ...others] = filled;
  if (first === undefined) return 'blank';
  const onlyNumbers = others.every((cell) => anyNumber.test(cell) || /^[-–—]+$/u.test(cell));
  if (TOTAL.test(first) && onlyNumbers && (others.length > 0 || cells.length !== width)) return 'total';
  const few = filled.length <= Math.max(1, Math.floor(width / 4));
  if (width > 1 && few && (cells.length !== width || (filled.length === 1 && PROSE.test(first))))
    return 'footer';
  return null;
};
