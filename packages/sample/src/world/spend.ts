import { drawPoisson, type RandomSource } from '@bellwether/stats';
import { demandOn, leadRate } from '../simulate/inquiries.js';
import { endDay, firstDay } from '../time/periods.js';
import { type Campaign, campaigns, channels, costPerLeadCents } from './channels.js';

/** Media money of one campaign on one day, as the ad platform reports it. Cents. */
export interface SpendRow {
  readonly day: number;
  readonly campaign: Campaign;
  readonly cost: number;
  readonly impressions: number;
  readonly clicks: number;
  readonly conversions: number;
}

/** Spend follows the demand the platform saw, not the leads that came of it; a campaign pauses on some days. */
export function simulateSpend(random: RandomSource, customers: number): SpendRow[] {
  const rows: SpendRow[] = [];
  const rate = leadRate(customers);
  for (let day = firstDay; day < endDay; day++) {
    for (const campaign of campaigns) {
      if (random.uniform() < 0.02) continue;
      const weight = channels.find((channel) => channel.id === campaign.channel)?.weight ?? 0;
      const expected = rate * demandOn(day) * weight * campaign.share;
      const unit = costPerLeadCents[campaign.channel] as number;
      const cost = Math.max(50, Math.round(expected * unit * (0.8 + 0.4 * random.uniform())));
      const clicks = Math.max(1, Math.round(cost / 140));
      rows.push({
        day,
        campaign,
        cost,
        impressions: clicks * (18 + random.below(20)),
        clicks,
        conversions: drawPoisson(random, expected * 1.1),
      });
    }
  }
  return rows;
}
