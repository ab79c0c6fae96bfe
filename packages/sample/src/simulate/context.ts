import type { RandomSource } from '@bellwether/stats';
import type { Scale } from '../world/scale.js';
import type { Staff, StaffMember } from '../world/staff.js';
import { instantAt } from '../time/berlin.js';
import { weekdayOf } from '../time/days.js';

/** Ids are counted up, so every one is unique and a world is the same for the same seed. */
export interface IdCounters {
  contact: number;
  company: number;
  lead: number;
  deal: number;
  activity: number;
  touchpoint: number;
  subscription: number;
  item: number;
  invoice: number;
  charge: number;
  refund: number;
  order: number;
  orderRefund: number;
  ticket: number;
  message: number;
  zendeskUser: number;
  invitation: number;
  answer: number;
  contract: number;
}

export const newCounters = (): IdCounters => ({
  contact: 1000001,
  company: 20000001,
  lead: 40000001,
  deal: 300000001,
  activity: 500000001,
  touchpoint: 1,
  subscription: 1,
  item: 1,
  invoice: 1,
  charge: 1,
  refund: 1,
  order: 10001,
  orderRefund: 1,
  ticket: 1001,
  message: 900000000001,
  zendeskUser: 380000000001,
  invitation: 1,
  answer: 1,
  contract: 1,
});

export interface Context {
  readonly scale: Scale;
  readonly staff: Staff;
  readonly ids: IdCounters;
}

/** Draws by rank: uniform choice of one element. */
export const pick = <T>(random: RandomSource, list: readonly T[]): T => list[random.below(list.length)] as T;

/** The next weekday on or after a day. */
export function workday(day: number): number {
  const weekday = weekdayOf(day);
  return weekday < 5 ? day : day + 7 - weekday;
}

/** A whole minute between 08:00 and 17:59 in Berlin: what a CRM in use at an office sees. */
export const officeInstant = (random: RandomSource, day: number): number =>
  instantAt(day, 8 * 3600 + random.below(600) * 60);

/** A log-normal draw with the given median and log-deviation. */
export const lognormal = (random: RandomSource, median: number, deviation: number): number =>
  median * Math.exp(deviation * random.standardNormal());

/** A representative who works here on that day, the same for the same draw. */
export function representativeOn(random: RandomSource, staff: Staff, day: number): StaffMember {
  for (;;) {
    const member = pick(random, staff.representatives);
    if (member.startedDay <= day) return member;
  }
}
