import { endDay, goLiveDay } from '../time/periods.js';

/** What the go-live of the CRM on 1 July 2024 (month 18) changes. Nothing else in the simulation knows the date. */
export const goLiveEffects = {
  /** Leads that came from that day on convert this many times as often. */
  leadConversionFactor: 1.35,
  /** Added to the log-odds of winning a deal that closes from that day on (0.55: an odds ratio of 1.73). */
  winLogOdds: 0.55,
  /** First answers to tickets that came from that day on take this share of the time. */
  firstResponseFactor: 0.6,
} as const;

/**
 * Measures that the go-live does not move. (Scores are not among them: a faster first answer shortens a ticket a little,
 * and long tickets are what lowers them.)
 */
export const untouchedByGoLive = [
  'average_deal_size',
  'sales_cycle_days',
  'tickets_created_per_customer',
  'average_purchase_value',
  'mrr_expansion_per_customer',
] as const;

export const isLive = (day: number): boolean => day >= goLiveDay && day < endDay;

/**
 * Chance to leave at a decision point (each month, or each year for yearly billing): logistic in what an early-warning
 * model can see. The weights are the ground truth that such a model should find.
 */
export const leaveWeights = {
  monthlyBase: -4.7,
  yearlyBase: -2.7,
  unresolvedTicket: 1.0,
  usageDrop: 4.0,
  detractor: 1.1,
  promoter: -0.6,
} as const;

export interface LeaveSignals {
  /** Tickets of the last 90 days that are unsolved after 3 days or took more than 10; at most 3 count. */
  readonly unresolvedTickets: number;
  /** Usage of the last two months over that of the three before. */
  readonly usageRatio: number;
  /** Latest NPS answer of the account within 200 days. */
  readonly lastScore: number | null;
}

export function leaveChance(interval: 'month' | 'year', signals: LeaveSignals): number {
  const w = leaveWeights;
  let logit = interval === 'month' ? w.monthlyBase : w.yearlyBase;
  logit += w.unresolvedTicket * Math.min(3, signals.unresolvedTickets);
  logit += w.usageDrop * Math.max(0, 0.9 - signals.usageRatio);
  if (signals.lastScore !== null && signals.lastScore <= 6) logit += w.detractor;
  if (signals.lastScore !== null && signals.lastScore >= 9) logit += w.promoter;
  return 1 / (1 + Math.exp(-logit));
}
