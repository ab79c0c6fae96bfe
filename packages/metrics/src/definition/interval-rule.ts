/** How sure a figure is, by the canon's field matrix. Names are legs of the definition. */
export type IntervalRule =
  /** Nothing is sampled (a census of money), or no honest interval exists. */
  | { readonly method: 'none' }
  /** Wilson (1927) score interval of numerator / denominator, both counts; `complement`: of 1 − numerator / denominator. */
  | {
      readonly method: 'wilson';
      readonly successes: string;
      readonly trials: string;
      readonly complement?: boolean;
    }
  /** Exact Poisson interval of a count (Garwood 1936). */
  | { readonly method: 'poisson'; readonly events: string }
  /** scale × events / exposure, exact Poisson. */
  | {
      readonly method: 'poisson_rate';
      readonly events: string;
      readonly exposure: string;
      readonly scale: number;
    }
  /** The value's denominator is a count: value × count / Poisson limits of the count. */
  | { readonly method: 'poisson_denominator'; readonly events: string }
  /** Adjusted Wald of a net promoter score (Rocks 2016). */
  | {
      readonly method: 'nps';
      readonly promoters: string;
      readonly detractors: string;
      readonly answers: string;
    }
  /** Student t of a mean leg, times `scale`. */
  | { readonly method: 'mean'; readonly leg: string; readonly scale?: number }
  /** Order statistics of a quantile leg. */
  | { readonly method: 'quantile'; readonly leg: string }
  /** Ratio of two sums over customers, clustered by `cluster` (delta method). Both legs share fact and placement. */
  | {
      readonly method: 'ratio_of_sums';
      readonly numerator: string;
      readonly denominator: string;
      readonly cluster: string;
      readonly complement?: boolean;
      /** The numerator is a part of the denominator: limits below 0 or above 1 mean nothing and are cut there. */
      readonly isShare?: boolean;
    };

export const none: IntervalRule = { method: 'none' };
export const wilson = (successes: string, trials: string): IntervalRule => ({
  method: 'wilson',
  successes,
  trials,
});
export const poisson = (events: string): IntervalRule => ({ method: 'poisson', events });
export const ratioOfSums = (
  numerator: string,
  denominator: string,
  cluster = 'account_id',
): IntervalRule => ({ method: 'ratio_of_sums', numerator, denominator, cluster });
/** A share of an amount: the same, cut to 0 to 1. */
export const shareOfSums = (part: string, whole: string, cluster = 'account_id'): IntervalRule => ({
  method: 'ratio_of_sums',
  numerator: part,
  denominator: whole,
  cluster,
  isShare: true,
});
