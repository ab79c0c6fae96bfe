/** Ways customers come. `source` is what HubSpot calls it; `id` is the canonical name that truth uses. */
export interface Channel {
  readonly id: string;
  readonly source: string;
  readonly isPaid: boolean;
  /** Share of leads. */
  readonly weight: number;
  /** Chance that a lead becomes a deal (or a trial) before the go-live. */
  readonly conversion: number;
  /** Added to the log-odds of winning. */
  readonly winLift: number;
}

export const channels: readonly Channel[] = [
  { id: 'paid_search', source: 'Paid Search', isPaid: true, weight: 0.24, conversion: 0.15, winLift: 0 },
  { id: 'paid_social', source: 'Paid Social', isPaid: true, weight: 0.2, conversion: 0.09, winLift: -0.25 },
  { id: 'organic', source: 'Organic Search', isPaid: false, weight: 0.22, conversion: 0.16, winLift: 0.1 },
  { id: 'referral', source: 'Referrals', isPaid: false, weight: 0.1, conversion: 0.28, winLift: 0.5 },
  { id: 'email', source: 'Email Marketing', isPaid: false, weight: 0.1, conversion: 0.12, winLift: 0 },
  { id: 'direct', source: 'Direct Traffic', isPaid: false, weight: 0.14, conversion: 0.15, winLift: 0.1 },
];

export interface Campaign {
  readonly id: string;
  readonly name: string;
  readonly platform: 'google' | 'meta';
  readonly channel: string;
  /** Share of the channel's leads and money. */
  readonly share: number;
}

export const campaigns: readonly Campaign[] = [
  { id: '2100000001', name: 'Brand DE', platform: 'google', channel: 'paid_search', share: 0.35 },
  { id: '2100000002', name: 'Fleet software', platform: 'google', channel: 'paid_search', share: 0.45 },
  { id: '2100000003', name: 'Warehouse tools', platform: 'google', channel: 'paid_search', share: 0.2 },
  { id: '23850000000001', name: 'Lookalike EU', platform: 'meta', channel: 'paid_social', share: 0.6 },
  { id: '23850000000002', name: 'Retargeting', platform: 'meta', channel: 'paid_social', share: 0.4 },
];

/** Media cost of one expected lead, in cents. */
export const costPerLeadCents: Readonly<Record<string, number>> = { paid_search: 16000, paid_social: 11000 };
