import { metricsError } from '../errors.js';
import { type Comparison, comparedPeriod, rolledOrWhole, samePart } from '../period/compare.js';
import { addDays, earlier } from '../period/dates.js';
import { enumeratePeriods, mostPeriods } from '../period/enumerate.js';
import type { Grain, Rolling } from '../period/grain.js';
import { parsePeriod } from '../period/parse.js';
import type { Period } from '../period/period.js';

/** A period of the plan: [start, edge) is what is looked at, [start, end) what the name means. */
export interface PlannedPeriod extends Period {
  readonly index: number;
  /** Where looking stops: the end, or the day after the as-of date, or the same part of a compared period. */
  readonly edge: string;
  readonly begun: boolean;
  readonly partial: boolean;
}

/** A period that is asked for, and the indexes of those it is compared with. */
export interface PlannedCell {
  readonly period: number;
  readonly compare: Readonly<Partial<Record<Comparison, number>>>;
}

export interface PeriodPlan {
  readonly grain: Grain;
  readonly periods: readonly PlannedPeriod[];
  readonly cells: readonly PlannedCell[];
}

interface PeriodQuestion {
  readonly from: string;
  readonly to: string;
  readonly grain: Grain | null;
  readonly rolling: Rolling | null;
  readonly compare: readonly Comparison[];
  readonly asOf: string;
  readonly fiscalYearStartsMonth: number;
}

/** Lays out every period that is looked at, those of the comparisons included, each once. */
export function planPeriods(question: PeriodQuestion): PeriodPlan {
  const { rolling, compare, fiscalYearStartsMonth } = question;
  const from = parsePeriod(question.from, fiscalYearStartsMonth);
  const to = parsePeriod(question.to, fiscalYearStartsMonth);
  const grain = question.grain ?? from.grain;
  const named = enumeratePeriods(from, to, grain, fiscalYearStartsMonth);
  if (named.length * (1 + compare.length) > mostPeriods) {
    throw metricsError('too_many_periods', [
      String(named.length * (1 + compare.length)),
      String(mostPeriods),
    ]);
  }
  const asOfEdge = addDays(question.asOf, 1);

  const periods: PlannedPeriod[] = [];
  const seen = new Map<string, number>();
  const plan = (period: Period, edge: string): number => {
    const key = `${period.name}|${period.start}|${period.end}|${edge}`;
    const known = seen.get(key);
    if (known !== undefined) return known;
    const index = periods.length;
    periods.push({
      ...period,
      index,
      edge,
      begun: period.start < asOfEdge,
      partial: edge < period.end,
    });
    seen.set(key, index);
    return index;
  };

  const cells = named.map((name) => {
    const whole = rolledOrWhole(name, rolling);
    const edge = earlier(whole.end, asOfEdge);
    const index = plan(whole, edge);
    if (whole.start >= asOfEdge) return { period: index, compare: {} };
    const compared = compare.map((comparison) => {
      const other = rolledOrWhole(comparedPeriod(name, comparison, fiscalYearStartsMonth), rolling);
      const otherEdge = edge < whole.end ? samePart(whole, edge, other) : other.end;
      return [comparison, plan(other, otherEdge)] as const;
    });
    return { period: index, compare: Object.fromEntries(compared) };
  });
  return { grain, periods, cells };
}
