/** Why a figure is missing: a stable code, and a sentence for a person. */
export interface Reason {
  readonly code: ReasonCode;
  readonly message: string;
  /** Entities to import, where that would help. */
  readonly entities?: readonly string[];
}

const sentences = {
  not_available: 'Nothing was imported that this figure is made from.',
  no_data: 'The records begin only after this period.',
  not_started: 'The period has not begun.',
  immature: 'Too young to be judged: what is counted here needs more time to happen.',
  zero_denominator: 'There is nothing to divide by.',
  no_values: 'No record in the period has a value.',
  assumption_missing: 'An assumption that only you can make has not been declared.',
  never_pays_back: 'The margin is not above zero, so the cost is never earned back.',
  cost_unknown: 'Lines of the period have no cost; import it, or declare a gross margin.',
  quota_met: 'The quota is met: nothing is left to cover.',
  no_interval: 'The data cannot carry the calculation.',
  withheld: 'A blocking data problem is open.',
} as const;

export type ReasonCode = keyof typeof sentences;

export const isReasonCode = (code: string): code is ReasonCode => Object.hasOwn(sentences, code);

/** The reason of that code; `detail` is put behind its sentence. */
export function reason(code: ReasonCode, detail = '', entities: readonly string[] = []): Reason {
  const message = detail === '' ? sentences[code] : `${sentences[code]} ${detail}`;
  return entities.length === 0 ? { code, message } : { code, message, entities };
}

/** Every code with its sentence, for documentation. */
export const reasons: Readonly<Record<ReasonCode, string>> = sentences;
