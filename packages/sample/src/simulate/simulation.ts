import { createRandom } from '@bellwether/stats';
import type { AccountLog } from '../world/events.js';
import {
  type CashFlowRow,
  cashFlows,
  type QuotaRow,
  type RateRow,
  simulateQuotas,
  simulateRates,
} from '../world/finance.js';
import { scaleFor, type Scale } from '../world/scale.js';
import { simulateSpend, type SpendRow } from '../world/spend.js';
import { hireStaff, type Staff } from '../world/staff.js';
import { simulateAccount } from './account.js';
import { type Context, newCounters } from './context.js';
import { inquiries } from './inquiries.js';

/** What the company has and does regardless of any one account. */
export interface Setting {
  readonly customers: number;
  readonly seed: number | string;
  readonly scale: Scale;
  readonly staff: Staff;
  readonly spend: readonly SpendRow[];
  readonly quotas: readonly QuotaRow[];
  readonly rates: readonly RateRow[];
  readonly cashFlows: readonly CashFlowRow[];
}

export interface Simulation {
  readonly setting: Setting;
  /** Every prospect in order of first contact, one at a time; can be walked once. */
  accounts(): Generator<AccountLog>;
}

/** The company for a seed: the same seed and size give the same events, on every machine. */
export function createSimulation(customers: number, seed: number | string): Simulation {
  const random = createRandom(seed);
  const scale = scaleFor(customers);
  const staff = hireStaff(random.stream('staff'), customers);
  const setting: Setting = {
    customers,
    seed,
    scale,
    staff,
    spend: simulateSpend(random.stream('spend'), customers),
    quotas: simulateQuotas(random.stream('quotas'), staff, customers),
    rates: simulateRates(random.stream('rates')),
    cashFlows: cashFlows(customers),
  };
  return {
    setting,
    *accounts() {
      const context: Context = { scale, staff, ids: newCounters() };
      const lives = random.stream('accounts');
      for (const inquiry of inquiries(random.stream('inquiries'), scale)) {
        yield simulateAccount(lives.stream(inquiry.index), context, inquiry);
      }
    },
  };
}
