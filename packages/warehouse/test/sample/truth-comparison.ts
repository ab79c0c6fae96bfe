import type { Grain } from '@bellwether/metrics';
import type { Truth, TruthCell } from '@bellwether/sample';
import { queryMetrics, type Workspace, workspaceCatalogue } from '../../src/index.js';

/** Figures that the simulation counts under a name of its own, as a variant of a metric. */
export const variantOf: Readonly<
  Record<string, { readonly metric: string; readonly parameters?: Readonly<Record<string, number>> }>
> = {
  ces_easy: { metric: 'ces_easy_rate' },
};

/** Figures of the simulation that no metric claims to be, with the reason. */
export const notAMetric: Readonly<Record<string, string>> = {
  activities_per_deal:
    'over won deals only; the metric counts every decided deal (activities_per_closed_deal)',
  repeat_purchase_rate_within_period: 'a variant that the catalogue does not have',
  mrr_by_product: 'MRR of items; the metric is MRR of accounts',
  nrr_period: 'the look-back is a parameter in months, here it is the length of each period',
  grr_period: 'the same',
  revenue_churn_rate_churn_only: 'a variant that the catalogue does not have',
  reopen_rate_solved_now: 'a variant that the catalogue does not have',
  revenue_churn_rate_flow: 'a variant that the catalogue does not have: movements in place of both ends',
  customer_churn_per_month_days: 'a variant that the catalogue does not have',
  activities_per_won_deal: 'over won deals only; the metric counts every decided deal',
  sales_cycle_days_new: 'a filter on deal_type, not a metric',
  sales_cycle_days_from_creation: 'a variant that the catalogue does not have',
};

/** Figures that look back twelve months. */
const trailing = new Set([
  'pipeline_velocity',
  'customer_lifespan',
  'clv',
  'clv_margin',
  'clv_subscription',
  'ltv_to_cac',
  'ltv_to_cac_subscription',
]);

export interface Difference {
  readonly where: string;
  readonly ours: string;
  readonly truth: string;
}

export interface Comparison {
  readonly compared: number;
  readonly differences: readonly Difference[];
}

const grains: readonly (readonly [Grain, string, string])[] = [
  ['month', '2023-01', '2025-12'],
  ['quarter', '2023-Q1', '2025-Q4'],
  ['year', '2023', '2025'],
  ['fiscal_quarter', '2023', '2025'],
  ['fiscal_year', '2023', '2025'],
  ['total', '2023', '2025'],
];

/** Counts, sums and their quotients are exact; a quotient of money is shown with four places. */
const same = (ours: number | string | null, truth: number | string | null, slack: number): boolean => {
  if (ours === null || truth === null) return ours === truth;
  const [a, b] = [Number(ours), Number(truth)];
  return Math.abs(a - b) <= slack + 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
};

/** Compares one figure with what the simulation counted: every grain, every breakdown that it kept. */
export const compareWithTruth = async (
  workspace: Workspace,
  truth: Truth,
  id: string,
): Promise<Comparison> => {
  const figure = truth.figures[id];
  if (!figure) throw new Error(`the simulation has no figure ${id}`);
  const { metric, parameters } = variantOf[id] ?? { metric: id };
  const slack = figure.unit.startsWith('money') ? 0.000_05 : 0;
  const keyOf = new Map(truth.periods.map(({ start, end, key }) => [`${start}/${end}`, key]));
  const known = new Set(truth.periods.map(({ key }) => key));
  const differences: Difference[] = [];
  let compared = 0;

  const check = async (grain: Grain, from: string, to: string, by: string | null): Promise<void> => {
    const { cells } = await queryMetrics(workspace, {
      metrics: [metric],
      from,
      to,
      grain,
      ...(by === null ? {} : { by: [by] }),
      ...(parameters ? { parameters: { [metric]: parameters } } : {}),
    });
    const seen = new Set<string>();
    for (const cell of cells) {
      const period =
        grain === 'total'
          ? 'total'
          : known.has(cell.period)
            ? cell.period
            : keyOf.get(`${cell.start}/${cell.end}`);
      if (period === undefined) continue;
      const shown = by === null ? null : (cell.by[by] ?? '');
      const value = shown;
      seen.add(`${value ?? ''}|${period}`);
      const expected: TruthCell | undefined =
        by === null ? figure.cells[period] : figure.by[by]?.[value ?? '']?.[period];
      const where = `${by === null ? '' : `${by}=${value ?? ''} `}${period}`;
      const ours = cell.value;
      if (expected === undefined) {
        // What never happened the simulation does not write down.
        if (by !== null && (ours === null || Number(ours) === 0)) continue;
        // Trailing twelve months: the simulation leaves out periods for which it has not counted twelve.
        if (by === null && trailing.has(id) && cell.end < '2024-01-01') continue;
        differences.push({ where, ours: String(ours), truth: 'nothing' });
        continue;
      }
      compared += 1;
      if (!same(ours, expected.value, slack)) {
        differences.push({
          where,
          ours: `${String(ours)} (${String(cell.numerator)}/${String(cell.denominator)})`,
          truth: JSON.stringify(expected),
        });
      }
    }
    if (by === null) return;
    for (const [value, periods] of Object.entries(figure.by[by] ?? {})) {
      for (const [period, expected] of Object.entries(periods)) {
        const isOfGrain = truth.periods.some(({ key, grain: own }) => key === period && own === grain);
        if (
          isOfGrain &&
          !seen.has(`${value}|${period}`) &&
          expected.value !== null &&
          Number(expected.value) !== 0
        ) {
          differences.push({
            where: `${by}=${value} ${period}`,
            ours: 'nothing',
            truth: JSON.stringify(expected),
          });
        }
      }
    }
  };

  for (const [grain, from, to] of grains) await check(grain, from, to, null);
  for (const by of Object.keys(figure.by)) {
    await check('month', '2023-01', '2025-12', by);
    await check('year', '2023', '2025', by);
  }
  return { compared, differences };
};

/** The figures of the simulation that a metric here claims to be. */
export const comparableFigures = (workspace: Workspace, truth: Truth): string[] => {
  const catalogue = workspaceCatalogue(workspace);
  return Object.keys(truth.figures).filter((id) => {
    if (id in notAMetric) return false;
    if (!catalogue.find(variantOf[id]?.metric ?? id))
      throw new Error(`no metric for the simulated figure ${id}`);
    return true;
  });
};
