/** What can be told of how an account fares, each out of one kind of record. */
export const signCodes = [
  'renewal',
  'mrr',
  'orders',
  'contact',
  'tickets',
  'satisfaction',
  'invoices',
] as const;
export type SignCode = (typeof signCodes)[number];

/** `unknown` where nothing, or too little, is recorded: what nobody wrote down is never good. */
export const signStates = ['bad', 'watch', 'good', 'unknown'] as const;
export type SignState = (typeof signStates)[number];

/** One bad sign: at risk. Else one to watch: watch. Else well, where enough signs are known; else it cannot be told. */
export const healthStates = ['at_risk', 'watch', 'well', 'unknown'] as const;
export type HealthState = (typeof healthStates)[number];

/** Every number of the rule; days are whole days before or after the as-of day. */
export const healthRule = Object.freeze({
  /** A renewal this near is one to watch. */
  renewalDays: 90,
  /** This near, neither renewing by itself nor with a renewal deal open, it is bad. */
  renewalNearDays: 30,
  /** MRR is held against what it was this long ago; any fall is one to watch. */
  mrrDays: 90,
  /** A fall by this share of it, or more, is bad. */
  mrrFall: 0.1,
  /** Days with an order that an account needs before it has a usual gap between them. */
  orderDays: 4,
  /** A gap longer than the usual one this many times is one to watch; bad where it is also the longest ever. */
  orderGaps: 2,
  contactWatchDays: 180,
  contactBadDays: 365,
  /** A ticket open this long is one to watch; bad where nobody has answered it. */
  ticketWatchDays: 7,
  ticketBadDays: 30,
  /** The last answers of this time count, at most so many; two negative ones that are more than half are bad. */
  answerDays: 365,
  answers: 5,
  /** Any overdue invoice is one to watch; this long overdue it is bad. */
  overdueBadDays: 30,
  /** An invoice written off within this time is bad. */
  writtenOffDays: 365,
  /** Good signs that an account needs, with none bad or to watch, to be well. */
  goodForWell: 3,
});

/** What was found; money is decimal text in the organisation's currency, days are ISO. Null where nothing is recorded. */
interface Findings {
  /** The renewal that matters most: notice given, else the next undecided one within reach, else the last term. */
  readonly renewal: {
    readonly due: string;
    /** Until it is due; negative where that day has passed. */
    readonly days: number;
    readonly value: string | null;
    readonly outcome: 'open' | 'renewed' | 'lost';
    readonly renewsItself: boolean;
    readonly hasDeal: boolean;
  };
  readonly mrr: { readonly now: string; readonly before: string; readonly change: string };
  readonly orders: {
    readonly last: string;
    /** Since the last one. */
    readonly days: number;
    readonly orderDays: number;
    /** Median, in days; null below `orderDays` of the rule. */
    readonly usualGap: number | null;
    readonly longestGap: number | null;
  };
  readonly contact: { readonly last: string; readonly days: number };
  readonly tickets: {
    readonly open: number;
    readonly unanswered: number;
    readonly oldest: string | null;
    /** Since the oldest of them came. */
    readonly days: number | null;
  };
  readonly satisfaction: {
    readonly answers: number;
    readonly positive: number;
    readonly negative: number;
    readonly last: string;
    readonly lastKind: 'nps' | 'csat' | 'ces';
    readonly lastScore: number;
  };
  readonly invoices: {
    readonly open: number;
    readonly overdue: number;
    /** Null where none is overdue, or one is in a currency without a rate. */
    readonly overdueAmount: string | null;
    readonly oldestDue: string | null;
    /** Since the oldest of them was due. */
    readonly days: number | null;
    /** Open without a day on which they are due. */
    readonly undated: number;
    readonly writtenOff: number;
  };
}

/** One sign of one account. */
export type Sign = {
  readonly [Code in SignCode]: {
    readonly code: Code;
    readonly state: SignState;
    readonly found: Findings[Code] | null;
  };
}[SignCode];

/** How an account fares: the state and all signs, the worst first. */
export interface Health {
  readonly state: HealthState;
  readonly signs: readonly Sign[];
}
