/**
 * How much happens per customer. Up to 2,000 customers everything (`detail` 1): about 20 leads, 9 tickets and 70 usage
 * rows per customer. Above that `detail` falls with the square root of the size (0.045 at a million) and thins what
 * repeats: leads that come to nothing, tickets, surveys, activities and usage rows. Customers, deals, subscriptions,
 * invoices and orders are never thinned, so money and retention keep their shape at every size; lead conversion
 * rises, because its denominator is thinner.
 */
export interface Scale {
  readonly customers: number;
  readonly detail: number;
  /** Share of the leads without a deal that are kept. */
  readonly idleLeads: number;
  readonly ticketsPerMonth: number;
  readonly activitiesPerDeal: number;
  /** Chance that an account is surveyed at all. */
  readonly surveyed: number;
  readonly usageEveryDays: number;
  /** Share of subscriptions billed by the year. */
  readonly yearlyShare: number;
}

export function scaleFor(customers: number): Scale {
  const detail = customers <= 2000 ? 1 : Math.sqrt(2000 / customers);
  return {
    customers,
    detail,
    idleLeads: detail,
    ticketsPerMonth: 0.45 * detail,
    activitiesPerDeal: 4 * detail,
    surveyed: Math.min(1, detail * 3),
    usageEveryDays: detail > 0.5 ? 7 : detail > 0.15 ? 30 : 91,
    yearlyShare: 0.45 + 0.45 * (1 - detail),
  };
}
