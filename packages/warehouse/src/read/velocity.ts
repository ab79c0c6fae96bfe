import { type DimensionFilter, type Figure, findMetric } from '@bellwether/metrics';
import { cellRows } from '../query/cell-rows.js';
import { type JudgedCell, queryMetrics } from '../query/query-metrics.js';
import { workspaceCatalogue } from '../query/workspace-catalogue.js';
import type { Workspace } from '../workspace/workspace.js';

export const velocityFactors = ['open', 'winRate', 'averageDeal', 'cycleDays'] as const;
export type VelocityFactor = (typeof velocityFactors)[number];

/** The four factors of pipeline velocity in a period: open × winRate × averageDeal ÷ cycleDays. */
export interface VelocityParts {
  readonly period: string;
  readonly velocity: Figure | null;
  readonly open: number | null;
  readonly winRate: number | null;
  /** Money, in the organisation's currency. */
  readonly averageDeal: number | null;
  readonly cycleDays: number | null;
}

export interface VelocityChange {
  readonly now: VelocityParts;
  readonly before: VelocityParts;
  /** Money a day that each factor moved; they add up to the change. Null where a factor is missing or zero. */
  readonly factors: readonly {
    readonly factor: VelocityFactor;
    readonly before: number | null;
    readonly now: number | null;
    readonly contribution: number | null;
  }[];
  readonly change: number | null;
  /** Why it cannot be taken apart. */
  readonly reason: { readonly code: string; readonly message: string } | null;
  readonly cell: JudgedCell;
}

const metric = 'pipeline_velocity';

/** The logarithmic mean, the weight that makes logarithmic parts add up exactly. */
const logarithmicMean = (a: number, b: number): number => (a === b ? a : (a - b) / Math.log(a / b));

const partsOf = async (
  workspace: Workspace,
  period: string,
  where: readonly DimensionFilter[],
): Promise<VelocityParts> => {
  const { cell, legs } = await cellRows(workspace, { metric, from: period, where, limit: 0 });
  const leg = (name: string): number | null => {
    const value = legs.find((one) => one.leg === name)?.value ?? null;
    return value === null ? null : Number(value);
  };
  const share = (part: number | null, whole: number | null): number | null =>
    part === null || whole === null || whole === 0 ? null : part / whole;
  return {
    period,
    velocity: cell.value,
    open: leg('open'),
    winRate: share(leg('won'), leg('closed')),
    averageDeal: share(leg('amount'), leg('sized')),
    cycleDays: leg('cycle'),
  };
};

/**
 * Which of its four factors moved pipeline velocity between a period and the one before (or a year before). The change
 * of a product is split by logarithmic mean weights (LMDI I, Ang 2005, Energy Policy 33: 867–871): contribution of x =
 * L(now, before) · ln(x now ÷ x before), with the opposite sign for the cycle. The parts leave no remainder.
 */
export const velocityChange = async (
  workspace: Workspace,
  request: {
    readonly period: string;
    readonly compare: 'previous' | 'year';
    readonly where: readonly DimensionFilter[];
  },
): Promise<VelocityChange> => {
  findMetric(metric, workspaceCatalogue(workspace));
  const { cells } = await queryMetrics(workspace, {
    metrics: [metric],
    from: request.period,
    to: request.period,
    where: request.where,
    compare: [request.compare],
  });
  const [cell] = cells;
  if (!cell) throw new TypeError('a query of one cell gave none');
  const now = await partsOf(workspace, request.period, request.where);
  const earlier = cell.compare[request.compare]?.period ?? request.period;
  const before = await partsOf(workspace, earlier, request.where);
  const [last, first] = [product(now), product(before)];
  const isWithheld = cell.reason?.code === 'withheld';
  const isWhole = last !== null && first !== null && last > 0 && first > 0 && !isWithheld;
  const weight = isWhole ? logarithmicMean(last, first) : null;
  return {
    now,
    before,
    factors: velocityFactors.map((factor) => {
      const [a, b] = [now[factor], before[factor]];
      const sign = factor === 'cycleDays' ? -1 : 1;
      return {
        factor,
        before: b,
        now: a,
        contribution: weight === null || a === null || b === null ? null : sign * weight * Math.log(a / b),
      };
    }),
    change: isWhole ? last - first : null,
    reason: isWhole
      ? null
      : (cell.reason ?? {
          code: 'zero_factor',
          message: 'A factor is missing or zero in one of the periods, so the change cannot be split.',
        }),
    cell,
  };
};

const product = ({ open, winRate, averageDeal, cycleDays }: VelocityParts): number | null => {
  if (open === null || winRate === null || averageDeal === null || cycleDays === null || cycleDays <= 0)
    return null;
  return (open * winRate * averageDeal) / cycleDays;
};
