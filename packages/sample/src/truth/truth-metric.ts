/** How a figure is made of legs. A leg with a minus sign before its name is taken away. */
export interface TruthMetric {
  readonly id: string;
  /**
   * `count`: a number of things. `money`: euros. `ratio`: numerator over denominator. `money_ratio`: euros over things.
   * `score`: 100 × ratio.
   */
  readonly unit: 'count' | 'money' | 'ratio' | 'money_ratio' | 'seconds_ratio' | 'score';
  readonly numerator: readonly string[];
  readonly denominator?: readonly string[];
  /** Numerator and denominator are cents. */
  readonly moneyOverMoney?: boolean;
  readonly by?: readonly string[];
  /** Counts everything from January 2023 to the end of the period. */
  readonly isCumulative?: boolean;
  /** What was chosen where the definition leaves a choice. */
  readonly choice: string;
}

/** One line of a table of figures. */
export const metric = (
  id: string,
  unit: TruthMetric['unit'],
  numerator: string | readonly string[],
  denominator: string | readonly string[] | null,
  by: readonly string[],
  choice: string,
  moneyOverMoney = false,
): TruthMetric => ({
  id,
  unit,
  numerator: typeof numerator === 'string' ? [numerator] : numerator,
  ...(denominator === null
    ? {}
    : { denominator: typeof denominator === 'string' ? [denominator] : denominator }),
  by,
  choice,
  moneyOverMoney,
});

/** Breakdowns by what is known of the account. */
export const account = ['segment', 'channel', 'plan'];
export const seller = ['owner', 'team', 'segment', 'channel'];
export const service = ['priority', 'ticket_channel', 'agent', 'team'];
export const ticketVoice = [...account, 'agent', 'team', 'ticket_channel'];
