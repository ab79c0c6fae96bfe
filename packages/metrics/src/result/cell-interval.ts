import {
  type IntervalResult,
  isInterval,
  meanIntervalFromMoments,
  momentsFromSums,
  npsInterval,
  poissonRateInterval,
  quantileRanks,
  ratioIntervalFromSums,
  wilsonInterval,
} from '@bellwether/stats';
import type { IntervalRule } from '../definition/interval-rule.js';
import { type CellAddress, type Gathered, legAt, rowOf } from './cell-scope.js';
import { type Row, textOf } from './leg-rows.js';
import { toNumber } from './exact.js';
import { unreachable } from '../unreachable.js';

const numberOf = (row: Row | undefined, column: string): number => Number(textOf(row?.[column]) ?? 0);

/** Counts of legs by name; null where one of them has nothing to say or is no count (a custom metric's sum). */
function countsOf(gathered: Gathered, address: CellAddress, names: readonly string[]): number[] | null {
  const leg = legAt(gathered, address);
  const values = names.map((name) => leg(name).value);
  const numbers = values.map((value) => (value === null ? null : toNumber(value)));
  return numbers.every((value) => value !== null && Number.isInteger(value) && value >= 0)
    ? (numbers as number[])
    : null;
}

const made = (
  method: 'exact-poisson' | 'order-statistics',
  level: number,
  estimate: number,
  [low, high]: readonly [number, number],
): IntervalResult => ({ estimate, low, high, level, method });

const turned = (result: IntervalResult): IntervalResult =>
  isInterval(result)
    ? { ...result, estimate: 1 - result.estimate, low: 1 - result.high, high: 1 - result.low }
    : { ...result, estimate: result.estimate === null ? null : 1 - result.estimate };

/** A share lies between 0 and 1, and so do its limits. */
const asShare = (result: IntervalResult): IntervalResult =>
  isInterval(result)
    ? { ...result, low: Math.min(1, Math.max(0, result.low)), high: Math.min(1, Math.max(0, result.high)) }
    : result;

const scaled = (result: IntervalResult, scale: number): IntervalResult =>
  isInterval(result)
    ? { ...result, estimate: scale * result.estimate, low: scale * result.low, high: scale * result.high }
    : result;

/** The value at a 1-based rank, out of the slice that was fetched around it. */
function atRank(row: Row | undefined, column: string, rank: number): number | null {
  const first = Math.max(1, numberOf(row, `${column}_rank`));
  const part = (textOf(row?.[column]) ?? '').split(',')[rank - first];
  return part === undefined || part === '' ? null : Number(part);
}

function quantileEnds(row: Row | undefined, alias: string, q: number, level: number): IntervalResult | null {
  const n = numberOf(row, `${alias}_n`);
  const ranks = quantileRanks(n, q, level);
  if (ranks === null) return null;
  const low = atRank(row, `${alias}_low`, ranks.low) ?? atRank(row, `${alias}_high`, ranks.low);
  const high = atRank(row, `${alias}_high`, ranks.high) ?? atRank(row, `${alias}_low`, ranks.high);
  return low === null || high === null ? null : made('order-statistics', level, low, [low, high]);
}

/** The six sums over clusters; scans of pairs name theirs by measure. */
function clusterSums(row: Row | undefined, alias: string, numerator: string) {
  const isPair = alias === 'opening';
  const column = (suffix: string): string => {
    if (!isPair) return `${alias}_${suffix}`;
    if (suffix === 'units') return 'units';
    if (suffix === 'x') return numerator;
    if (suffix === 'y') return 'opening';
    return suffix === 'yy' ? 'opening_yy' : `${numerator}_${suffix}`;
  };
  return {
    units: numberOf(row, column('units')),
    numerator: numberOf(row, column('x')),
    denominator: numberOf(row, column('y')),
    numeratorSquares: numberOf(row, column('xx')),
    products: numberOf(row, column('xy')),
    denominatorSquares: numberOf(row, column('yy')),
  };
}

/**
 * The interval of a cell by its definition's rule; null where there is none. `value` is the cell's own.
 * Ratios of sums: customers are the units, so one customer's many orders do not feign certainty.
 */
export function cellInterval(
  gathered: Gathered,
  address: CellAddress,
  rule: IntervalRule,
  value: number,
): IntervalResult | null {
  const { level } = gathered.plan.request;
  const { metric } = address;
  const counts = (...names: readonly string[]): number[] | null => countsOf(gathered, address, names);
  switch (rule.method) {
    case 'none':
      return null;
    case 'wilson': {
      const found = counts(rule.successes, rule.trials);
      const [successes = 0, trials = 0] = found ?? [];
      if (found === null || successes < 0 || successes > trials) return null;
      const result = wilsonInterval(successes, trials, level);
      return rule.complement === true ? turned(result) : result;
    }
    case 'poisson': {
      const [events] = counts(rule.events) ?? [];
      return events === undefined || events < 0 ? null : poissonRateInterval(events, 1, level);
    }
    case 'poisson_rate': {
      const [events = -1, exposure = 0] = counts(rule.events, rule.exposure) ?? [];
      if (events < 0 || exposure <= 0) return null;
      return scaled(poissonRateInterval(events, exposure, level), rule.scale);
    }
    case 'poisson_denominator': {
      const [events] = counts(rule.events) ?? [];
      if (events === undefined || events <= 0) return null;
      const limits = poissonRateInterval(events, 1, level);
      if (!isInterval(limits)) return null;
      const ends = [(value * events) / limits.high, (value * events) / limits.low] as const;
      return made('exact-poisson', level, value, [Math.min(...ends), Math.max(...ends)]);
    }
    case 'nps': {
      const [promoters = 0, detractors = 0, answers = 0] =
        counts(rule.promoters, rule.detractors, rule.answers) ?? [];
      const passives = answers - promoters - detractors;
      return answers === 0 || passives < 0 ? null : npsInterval({ promoters, passives, detractors }, level);
    }
    case 'mean': {
      const address_ = metric.legs[rule.leg];
      if (address_ === undefined) return null;
      const row = rowOf(gathered, address, address_);
      const n = numberOf(row, `${address_.alias}_n`);
      if (n < 2) return null;
      const sum = numberOf(row, address_.alias);
      // A sum of squares a rounding below its least possible value is that value.
      const squares = Math.max(numberOf(row, `${address_.alias}_ss`), (sum * sum) / n);
      return scaled(meanIntervalFromMoments(momentsFromSums(n, sum, squares), level), rule.scale ?? 1);
    }
    case 'quantile': {
      const leg = metric.legs[rule.leg];
      const aggregate = metric.definition.legs[rule.leg]?.aggregate;
      if (leg === undefined || aggregate?.kind !== 'quantile') return null;
      const result = quantileEnds(rowOf(gathered, address, leg), leg.alias, aggregate.q, level);
      return result === null ? null : { ...result, estimate: value };
    }
    case 'ratio_of_sums': {
      if (metric.clusters === null) return null;
      const numerator = metric.legs[rule.numerator]?.alias ?? '';
      const row = rowOf(gathered, address, metric.clusters);
      const sums = clusterSums(row, metric.clusters.alias, numerator);
      if (row === undefined || sums.units < 2) return null;
      const result = ratioIntervalFromSums(sums, level);
      const limits = rule.isShare === true ? asShare(result) : result;
      return rule.complement === true ? turned(limits) : limits;
    }
    default:
      return unreachable(rule);
  }
}
