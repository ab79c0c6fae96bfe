import { drawPoisson, type RandomSource } from '@bellwether/stats';
import { instantAt } from '../time/berlin.js';
import { weekdayOf } from '../time/days.js';
import { endDay, historyDay } from '../time/periods.js';
import { campaigns, type Channel, channels } from '../world/channels.js';
import { goLiveEffects, isLive } from '../world/effects.js';
import type { Scale } from '../world/scale.js';
import type { Inquiry } from './account.js';
import { winChance } from './deal.js';

/** Demand of a day: grows from 0.9 to 1.5 over four years, and rests at weekends. */
export const demandOn = (day: number): number =>
  (0.9 + (0.6 * (day - historyDay)) / (endDay - historyDay)) * (weekdayOf(day) < 5 ? 1.15 : 0.5);

const conversionOn = (channel: Channel, day: number): number =>
  Math.min(0.9, channel.conversion * (isLive(day) ? goLiveEffects.leadConversionFactor : 1));

/** Leads a day and unit of demand that bring about `customers` customers by the as-of date. */
export function leadRate(customers: number): number {
  let expected = 0;
  const lag = 60;
  for (let day = historyDay; day < endDay - lag; day++) {
    for (const channel of channels) {
      const wins = 0.88 * winChance(day + lag, channel.winLift) + 0.12 * 0.5;
      expected += demandOn(day) * channel.weight * conversionOn(channel, day) * wins;
    }
  }
  return customers / expected;
}

/** Campaigns of a channel. */
export const campaignsOf = (channel: Channel): typeof campaigns =>
  campaigns.filter((campaign) => campaign.channel === channel.id);

/**
 * Inquiries in order of time, one day after another. Idle ones are thinned by `scale.idleLeads`, before anything is
 * simulated for them.
 */
export function* inquiries(random: RandomSource, scale: Scale): Generator<Inquiry> {
  const rate = leadRate(scale.customers);
  let index = 0;
  const byChannel = channels.map((channel) => ({ channel, campaigns: campaignsOf(channel) }));
  for (let day = historyDay; day < endDay; day++) {
    for (const { channel, campaigns: own } of byChannel) {
      const count = drawPoisson(random, rate * demandOn(day) * channel.weight);
      const chance = conversionOn(channel, day);
      for (let nth = 0; nth < count; nth++) {
        const isConverted = random.uniform() < chance;
        const place = random.uniform();
        const minute = random.below(17 * 60);
        if (!isConverted && scale.idleLeads < 1 && random.uniform() >= scale.idleLeads) continue;
        let campaign = null;
        let left = place;
        for (const candidate of own) {
          campaign = candidate;
          left -= candidate.share;
          if (left < 0) break;
        }
        yield {
          index: index++,
          createdAt: instantAt(day, 6 * 3600 + minute * 60),
          channel,
          campaign,
          isConverted,
        };
      }
    }
  }
}
