import type { ColumnType } from '@bellwether/model';
import type { ColumnProfile } from './profile-port.js';

/** A column whose values allow two readings that give different facts. */
export interface Ambiguity {
  readonly column: string;
  readonly header: string;
  /** Rule of the reference: F-04 for the order of dates, F-05 for the decimal mark. */
  readonly rule: 'F-04' | 'F-05';
  readonly question: string;
  readonly examples: readonly string[];
  readonly remedy: string;
}

/** The open question of a column when it is read as a type; null where the profile has an answer. */
export const ambiguityOf = (profile: ColumnProfile | undefined, type: ColumnType): Ambiguity | null => {
  const open = profile?.ambiguous;
  if (!profile || !open) return null;
  const rule = open.question === 'date order' ? 'F-04' : 'F-05';
  const isTime = type === 'instant' || type === 'date';
  if (isTime !== (rule === 'F-04')) return null;
  return {
    column: profile.name,
    header: profile.header,
    rule,
    question: open.question,
    examples: open.examples,
    remedy: open.remedy,
  };
};
