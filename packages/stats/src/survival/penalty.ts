import { oneOf } from '../one-of.js';

/** What was added to a log likelihood, and why; `kind` is 'none' for the plain maximum. */
export interface Penalty {
  readonly kind: 'none' | 'ridge' | 'firth';
  /** Ridge: lambda of lambda / 2 * sum of squared standardised coefficients. 0 otherwise. */
  readonly lambda: number;
  /** Columns that made it necessary. */
  readonly columns: readonly string[];
  /** In words a reader can act on; '' for none. */
  readonly reason: string;
}

/** What to do when no plain estimate exists. */
export interface Fallbacks {
  readonly whenSeparated: 'firth' | 'ridge' | 'error';
  readonly whenCollinear: 'error' | 'ridge';
}

/** The fallbacks asked for, or the usual ones. Throws `code` for a word that is not offered. */
export function checkFallbacks(
  options: Partial<Fallbacks>,
  code: 'SURVIVAL_OPTION' | 'RISK_OPTION',
): Fallbacks {
  const { whenSeparated, whenCollinear } = options;
  return {
    whenSeparated: oneOf(whenSeparated ?? 'firth', ['firth', 'ridge', 'error'], code, 'whenSeparated'),
    whenCollinear: oneOf(whenCollinear ?? 'error', ['error', 'ridge'], code, 'whenCollinear'),
  };
}

/** Lambda of the ridge that stands in when no plain estimate exists. */
export const FALLBACK_RIDGE = 1e-4;

export const NO_PENALTY: Penalty = { kind: 'none', lambda: 0, columns: [], reason: '' };

export function chosenRidge(lambda: number): Penalty {
  return { kind: 'ridge', lambda, columns: [], reason: 'asked for: coefficients are shrunk towards 0' };
}

export function collinearRidge(columns: readonly string[]): Penalty {
  return {
    kind: 'ridge',
    lambda: FALLBACK_RIDGE,
    columns,
    reason: `${quoted(columns)} can be written as a combination of other columns: their effects are shared out between them, not told apart`,
  };
}

export function separationPenalty(
  kind: 'firth' | 'ridge',
  columns: readonly string[],
  what: string,
): Penalty {
  return {
    kind,
    lambda: kind === 'ridge' ? FALLBACK_RIDGE : 0,
    columns,
    reason: `${what} by ${quoted(columns)}, so the plain estimate is infinite: read its direction, not its size`,
  };
}

/** Names as a list for a message: 'age', 'plan'. */
export function quoted(columns: readonly string[]): string {
  return columns.map((name) => `'${name}'`).join(', ');
}
