import type { Campaign, Channel } from './channels.js';
import type { Plan, Price, Product, Service } from './catalogue.js';
import type { Agent, StaffMember } from './staff.js';

/**
 * The event log of the simulation. Instants are seconds since the epoch in UTC, days are days since the epoch in
 * Berlin, money is cents. Nothing in it lies after the as-of date except plans (expected close, renewal due).
 */
export interface Contact {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly title: string;
  readonly createdAt: number;
  /** Zendesk user; empty where the contact never wrote. */
  zendeskId: string;
}

export interface Lead {
  readonly id: string;
  readonly contact: Contact;
  readonly createdAt: number;
  readonly channel: Channel;
  readonly campaign: Campaign | null;
  readonly owner: StaffMember;
  readonly score: number;
  /** A second inquiry of the same person within 90 days: counts once, with the first. */
  readonly isRepeat: boolean;
  status: 'New' | 'Attempting' | 'Connected' | 'Qualified' | 'Disqualified';
  qualifiedAt: number | null;
  convertedAt: number | null;
  dealId: string | null;
}

export interface Touchpoint {
  readonly id: string;
  readonly contactId: string;
  readonly occurredAt: number;
  readonly kind: string;
  readonly isAction: boolean;
  readonly channel: Channel;
  readonly campaign: Campaign | null;
  /** The same person did it before in the same campaign: not counted again. */
  readonly isRepeat: boolean;
}

export interface StageEntry {
  readonly stage: string;
  readonly enteredAt: number;
}

export interface Activity {
  readonly id: string;
  readonly kind: 'Call' | 'Email' | 'Meeting' | 'Note';
  readonly occurredAt: number;
  readonly owner: StaffMember;
}

export interface Deal {
  readonly id: string;
  readonly name: string;
  readonly type: 'new' | 'expansion';
  readonly owner: StaffMember;
  readonly createdAt: number;
  readonly qualifiedAt: number | null;
  readonly stages: readonly StageEntry[];
  readonly status: 'open' | 'won' | 'lost';
  readonly closedAt: number | null;
  readonly expectedCloseDay: number;
  readonly amount: number | null;
  readonly probability: number;
  readonly lostReason: string;
  readonly activities: readonly Activity[];
  readonly contact: Contact;
}

export interface ItemVersion {
  readonly itemId: string;
  readonly price: Price;
  readonly quantity: number;
  readonly from: number;
  /** Exclusive; null while it lasts. */
  to: number | null;
}

export interface Subscription {
  readonly id: string;
  readonly plan: Plan;
  readonly interval: 'month' | 'year';
  readonly startedAt: number;
  readonly trialEnd: number | null;
  /** From here on it pays; null for a trial that never did. */
  readonly paidFrom: number | null;
  readonly items: ItemVersion[];
  cancelRequestedAt: number | null;
  /** End that is scheduled but has not come. */
  cancelAt: number | null;
  endedAt: number | null;
  endReason: string;
  isInvoluntary: boolean;
  isPastDue: boolean;
}

export interface InvoiceLine {
  readonly id: string;
  readonly product: Product;
  readonly price: Price | null;
  readonly itemId: string;
  readonly amount: number;
  readonly quantity: number;
  readonly from: number;
  readonly to: number;
  readonly isProration: boolean;
}

export interface Refund {
  readonly id: string;
  readonly amount: number;
  readonly at: number;
}

export interface Invoice {
  readonly id: string;
  readonly number: string;
  readonly subscriptionId: string;
  readonly issuedAt: number;
  readonly currency: 'eur' | 'usd';
  readonly lines: readonly InvoiceLine[];
  readonly tax: number;
  readonly status: 'paid' | 'open' | 'void' | 'uncollectible';
  readonly chargeId: string;
  readonly refunds: readonly Refund[];
}

export interface OrderLine {
  readonly service: Service;
  readonly quantity: number;
  readonly amount: number;
}

export interface Order {
  readonly id: string;
  readonly day: number;
  readonly channel: string;
  readonly isCancelled: boolean;
  readonly lines: readonly OrderLine[];
  readonly refund: { readonly id: string; readonly day: number; readonly amount: number } | null;
}

export type TicketStatus = 'new' | 'open' | 'pending' | 'hold' | 'solved' | 'closed' | 'deleted';

export interface TicketMessage {
  readonly id: string;
  readonly at: number;
  readonly author: 'customer' | 'agent';
  readonly isPublic: boolean;
}

export interface StatusEvent {
  readonly at: number;
  readonly status: TicketStatus;
}

export interface Ticket {
  readonly id: string;
  readonly requester: Contact;
  readonly createdAt: number;
  readonly channel: string;
  readonly topic: string;
  readonly priority: string;
  readonly agent: Agent;
  /** Opened by the agent on behalf of the customer: the first message is not an answer. */
  readonly isAgentCreated: boolean;
  /** Spam or a duplicate merged into another ticket: never counted. */
  readonly exclusion: 'none' | 'deleted' | 'merged';
  readonly mergedInto: string | null;
  readonly mergedTickets: string[];
  readonly messages: readonly TicketMessage[];
  readonly statuses: readonly StatusEvent[];
  readonly assignedAt: number | null;
  readonly target: number;
}

export interface Answer {
  readonly id: string;
  readonly at: number;
  /** Null where the question was skipped. */
  readonly score: number | null;
}

export interface Invitation {
  readonly id: string;
  readonly survey: 'csat' | 'nps' | 'ces';
  readonly contact: Contact;
  readonly ticket: Ticket | null;
  readonly sentAt: number;
  readonly isDelivered: boolean;
  /** In order of time; the latest counts. */
  readonly answers: readonly Answer[];
}

export interface Contract {
  readonly id: string;
  readonly startDay: number;
  readonly dueDay: number;
  readonly value: number;
  readonly autoRenew: boolean;
  readonly outcome: 'renewed' | 'churned' | 'pending';
  readonly decidedDay: number | null;
  readonly renewedValue: number | null;
}

export interface UsageRow {
  readonly day: number;
  readonly feature: string;
  readonly events: number;
  readonly seconds: number;
}

/** What was true at a decision to stay or leave: the ground truth of early warning. */
export interface LeaveDecision {
  readonly day: number;
  readonly unresolvedTickets: number;
  readonly usageRatio: number;
  readonly lastScore: number | null;
  readonly left: boolean;
}

export interface Company {
  readonly id: string;
  readonly zendeskId: string;
  readonly stripeId: string;
  readonly name: string;
  readonly domain: string;
  readonly industry: string;
  readonly segment: string;
  readonly employees: number;
  readonly country: string;
  readonly city: string;
  readonly owner: StaffMember;
  readonly channel: Channel;
  readonly plan: Plan | '';
  readonly createdAt: number;
}

/** Everything that happened with one prospect: a lead at least, a company where it came so far. */
export interface AccountLog {
  readonly leads: Lead[];
  readonly touchpoints: Touchpoint[];
  readonly contacts: Contact[];
  company: Company | null;
  readonly deals: Deal[];
  readonly subscriptions: Subscription[];
  readonly invoices: Invoice[];
  readonly orders: Order[];
  readonly tickets: Ticket[];
  readonly invitations: Invitation[];
  readonly contracts: Contract[];
  readonly usage: UsageRow[];
  readonly decisions: LeaveDecision[];
}
