import { copies } from '../support/ask-engine.js';
import type { FactRow } from '../support/engine.js';
import {
  acquisitionCost,
  costed,
  deal,
  formula,
  january,
  march,
  presentValue,
  valueOf,
  velocity,
  type WorkedExamples,
} from './worlds.js';

/** Acquisition cost, deals and leads, advertising, return on investment and present value. */
export const sales: WorkedExamples = {
  'cac-01': async () => [[await acquisitionCost(50_000, 100), 500]],
  'cac-02': async () => [[await acquisitionCost(20_000, 100), 200]],
  'cac-03': async () => [
    [
      formula('cac_payback_months', {
        spend: 600,
        customers: 1,
        new_mrr: 120,
        new_accounts: 1,
        ...costed(100, 20),
      }),
      6.25,
    ],
  ],
  'win-02': async () => {
    const won = (closed_date: string): FactRow => deal({ is_won: true, closed_date });
    const rows = { deal: [won('2025-01-20'), won('2025-02-20'), won('2025-03-20')] };
    const within = async (window_days: number): Promise<number> =>
      valueOf(rows, 'sales_conversion_rate', january, {
        parameters: { sales_conversion_rate: { window_days } },
      });
    return [
      [await within(30), 0.333333, 1e-6],
      [await within(59), 0.666667, 1e-6],
      [await within(90), 1],
    ];
  },
  'win-03': async () => {
    const rows = {
      deal: copies(40, (at) => deal(at < 10 ? { is_won: true, closed_date: '2025-02-01' } : {})),
    };
    return [[await valueOf(rows, 'sales_conversion_rate', january), 0.25]];
  },
  'lead-01': async () => {
    const lead = copies(100, (at) => ({
      created_date: '2025-03-10',
      converted_date: at < 12 ? '2025-04-01' : null,
    }));
    return [[await valueOf({ lead }, 'lead_conversion_rate', march), 0.12]];
  },
  'vel-01': async () => [[velocity(40, 0.25, 25_000, 90), 2777.7778, 0.0001]],
  'vel-03': async () => [[velocity(18, 0.24, 42_000, 65), 2791.3846, 0.0001]],
  'vel-04': async () => [[velocity(50, 0.25, 12_000, 90), 1666.6667, 0.0001]],
  'quota-01': async () => [
    [formula('quota_attainment', { won: 65_000, quota: 100_000 }), 0.65],
    [formula('pipeline_coverage', { open: 120_000, quota: 100_000, won: 65_000 }), 3.4286, 0.0001],
  ],
  'roas-02': async () => [[formula('roas', { spend: 500_000, revenue: 2_000_000 }), 4]],
  'roas-03': async () => [[formula('roas', { spend: 1_000_000, revenue: 800_000 }), 0.8]],
  'roi-02': async () => [
    [formula('roas', { spend: 500, revenue: 2000 }), 4],
    [formula('roi', { spend: 500, revenue: 2000, ...costed(2000, 1000) }), 1],
  ],
  'npv-01': async () => [
    [await presentValue([-15_000, 1500, 2500, 3500, 4500, 6000], 0.05), 122.8949, 0.0001],
  ],
  'npv-02': async () => [[await presentValue([-100, 39, 59, 55, 20], 0.281), -0.0085, 0.0001]],
  // The spreadsheet convention discounts the first flow too; ours (t = 0) is higher by the factor 1.065.
  'npv-04': async () => [[await presentValue([-10_000, 3000, 3400, 7700], 0.065), 2188.981, 0.001]],
  'bug-01': async () => {
    const rows = { deal: [deal({ is_won: true, amount: 100, closed_date: '2025-03-01' })] };
    return [[await valueOf(rows, 'win_rate_value', march), 1]];
  },
  'bug-02': async () => {
    const won = (owner: string, amount: number): FactRow =>
      deal({ owner, is_won: true, amount, closed_date: '2025-03-01' });
    const lost = (owner: string, amount: number): FactRow =>
      deal({ owner, is_lost: true, amount, closed_date: '2025-03-01' });
    const rows = { deal: [won('a', 100), won('b', 50), lost('b', 50)] };
    return [[await valueOf(rows, 'win_rate_value', march), 0.75]];
  },
};
