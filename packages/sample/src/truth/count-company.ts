import { monthCount, monthOf } from '../time/periods.js';
import type { Setting } from '../simulate/simulation.js';
import type { CostRow } from '../world/finance.js';
import { channels } from '../world/channels.js';
import type { Ledger } from './ledger.js';

const kinds: Readonly<Record<string, string>> = {
  tooling: 'tools',
  agency: 'agency',
  payment_fees: 'other',
  retention_programme: 'other',
  overhead: 'other',
};

/** Money spent: media of the ad platforms (acquisition) and the costs of the books, by month. */
export function countSpend(ledger: Ledger, setting: Setting, costs: readonly CostRow[]): void {
  for (const row of setting.spend) {
    const month = monthOf(row.day);
    const channel = channels.find((candidate) => candidate.id === row.campaign.channel);
    const dims = {
      channel: channel?.source ?? '',
      campaign: row.campaign.name,
      purpose: 'acquisition',
      kind: 'media',
    };
    ledger.add('spend', month, row.cost, dims);
    ledger.add('spend_acquisition', month, row.cost, dims);
    ledger.add('spend_media', month, row.cost, dims);
    ledger.add('spend_winning_and_keeping', month, row.cost, dims);
    if (channel?.isPaid) ledger.add('spend_paid', month, row.cost, dims);
  }
  for (const row of costs) {
    const dims = { category: row.category, purpose: row.purpose, kind: kinds[row.category] ?? 'people' };
    ledger.add('spend', row.month, row.amount, dims);
    if (row.purpose === 'acquisition') ledger.add('spend_acquisition', row.month, row.amount, dims);
    if (row.purpose === 'acquisition' || row.purpose === 'retention')
      ledger.add('spend_winning_and_keeping', row.month, row.amount, dims);
    if (row.purpose === 'retention') ledger.add('spend_retention', row.month, row.amount, dims);
  }
}

export function countQuotas(ledger: Ledger, setting: Setting): void {
  for (const row of setting.quotas) {
    ledger.add('quota', row.month, row.amount, { owner: row.owner.name, team: row.owner.team });
  }
}

/** Seat holders by month, and those with at least five writes. */
export function countAdoption(ledger: Ledger, setting: Setting): void {
  const writes = new Map<string, number>();
  for (const row of setting.staff.usage) {
    const key = `${row.user.id}:${monthOf(row.day)}`;
    writes.set(key, (writes.get(key) ?? 0) + row.created + row.updated + row.activities);
  }
  for (const user of setting.staff.members) {
    const start = Math.max(0, monthOf(user.startedDay));
    for (let month = start; month < monthCount; month++) {
      const dims = { owner: user.name, team: user.team };
      ledger.add('seats', month, 1, dims);
      if ((writes.get(`${user.id}:${month}`) ?? 0) >= 5) ledger.add('seats_adopting', month, 1, dims);
    }
  }
}

export interface NetPresentValue {
  readonly value: number;
  readonly sum: number;
  readonly cost: number;
}

/** NPV with the first flow undiscounted and later ones by days over 365; cents, unrounded. */
export function projectValue(setting: Setting, rate: number): NetPresentValue {
  const firstFlow = setting.cashFlows[0]?.day ?? 0;
  let value = 0;
  let sum = 0;
  let cost = 0;
  for (const flow of setting.cashFlows) {
    value += flow.amount / (1 + rate) ** ((flow.day - firstFlow) / 365);
    sum += flow.amount;
    if (flow.amount < 0) cost -= flow.amount;
  }
  return { value, sum, cost };
}
