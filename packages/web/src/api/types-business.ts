import type { Cell, DimensionFilter, Figure, Reason, Target, TargetStatus } from './types.js';

export interface Cohorts {
  readonly measure: string;
  readonly unit: string;
  readonly cohorts: readonly {
    readonly cohort: string;
    readonly start: string;
    readonly end: string;
    readonly size: Figure | null;
    readonly ages: readonly {
      readonly age: number;
      readonly value: number | null;
      readonly numerator: Figure | null;
      readonly denominator: Figure | null;
      readonly reason: Reason | null;
    }[];
  }[];
  readonly currency: string;
  readonly as_of: string;
}

export interface FunnelStageRow {
  readonly pipeline: string | null;
  /** Null where the source names none. */
  readonly stage: string | null;
  readonly position: number | null;
  readonly entered: number;
  readonly decided: number;
  readonly movedOn: number;
  readonly conversion: Pick<Cell, 'value' | 'interval' | 'reason'> & Partial<Cell>;
  readonly medianDays: number | null;
  readonly open: number;
}

export interface Funnel {
  readonly stages: readonly FunnelStageRow[];
  readonly won: number;
  readonly lost: number;
  readonly pipelines: readonly string[];
}

export interface VelocityFactors {
  readonly velocity: Figure | null;
  readonly open: number | null;
  readonly winRate: number | null;
  readonly averageDeal: Figure | null;
  readonly cycleDays: number | null;
}

export interface Velocity {
  readonly now: VelocityFactors;
  readonly before: VelocityFactors;
  readonly factors: readonly {
    readonly factor: string;
    readonly before: Figure | null;
    readonly now: Figure | null;
    readonly contribution: Figure | null;
  }[];
  readonly change: Figure | null;
  readonly reason: Reason | null;
}

export type HealthState = 'at_risk' | 'watch' | 'well' | 'unknown';
export type SignState = 'bad' | 'watch' | 'good' | 'unknown';

interface SignOf<Code extends string, Found> {
  readonly code: Code;
  readonly state: SignState;
  /** Null where nothing is recorded. */
  readonly found: Readonly<Found> | null;
}

/** One thing that tells how an account fares; days are whole, as of the as-of day. */
export type Sign =
  | SignOf<
      'renewal',
      {
        due: string;
        days: number;
        value: Figure | null;
        outcome: 'open' | 'renewed' | 'lost';
        renewsItself: boolean;
        hasDeal: boolean;
      }
    >
  | SignOf<'mrr', { now: Figure; before: Figure; change: Figure }>
  | SignOf<
      'orders',
      { last: string; days: number; orderDays: number; usualGap: number | null; longestGap: number | null }
    >
  | SignOf<'contact', { last: string; days: number }>
  | SignOf<'tickets', { open: number; unanswered: number; oldest: string | null; days: number | null }>
  | SignOf<
      'satisfaction',
      {
        answers: number;
        positive: number;
        negative: number;
        last: string;
        lastKind: 'nps' | 'csat' | 'ces';
        lastScore: number;
      }
    >
  | SignOf<
      'invoices',
      {
        open: number;
        overdue: number;
        overdueAmount: Figure | null;
        oldestDue: string | null;
        days: number | null;
        undated: number;
        writtenOff: number;
      }
    >;
export type SignCode = Sign['code'];

/** Every number by which signs are judged. */
export interface HealthRule {
  readonly renewalDays: number;
  readonly renewalNearDays: number;
  readonly mrrDays: number;
  readonly mrrFall: number;
  readonly orderDays: number;
  readonly orderGaps: number;
  readonly contactWatchDays: number;
  readonly contactBadDays: number;
  readonly ticketWatchDays: number;
  readonly ticketBadDays: number;
  readonly answerDays: number;
  readonly answers: number;
  readonly overdueBadDays: number;
  readonly writtenOffDays: number;
  readonly goodForWell: number;
}

/** What waits for somebody on an account. */
export interface OpenAction {
  readonly kind: 'deal' | 'ticket' | 'invoice' | 'renewal';
  readonly state: 'late' | 'unanswered' | 'open';
  readonly title: string | null;
  readonly detail: string | null;
  readonly date: string | null;
  /** From the date to the as-of day; negative where it is ahead. */
  readonly days: number | null;
  readonly amount: Figure | null;
  readonly owner: string | null;
  readonly recordId: string;
}

export interface Account {
  readonly id: string;
  readonly name: string | null;
  readonly status: string | null;
  readonly owner: string | null;
  readonly segment: string | null;
  readonly industry: string | null;
  readonly country: string | null;
  readonly plan: string | null;
  readonly customerSince: string | null;
  readonly revenue12m: Figure | null;
  readonly mrr: Figure | null;
  readonly openDeals: number;
  readonly openPipeline: Figure | null;
  readonly openTickets: number;
  readonly lastActivity: string | null;
  readonly nextRenewal: string | null;
  readonly lastScore: number | string | null;
  /** Null for who is no customer. */
  readonly health: HealthState | null;
  /** The signs that are bad or to watch, the worst first. */
  readonly concernSigns: readonly Sign[];
}

export interface AccountPage {
  readonly total: number;
  readonly truncated: boolean;
  readonly accounts: readonly Account[];
}

export interface AccountDetail extends Account {
  readonly asOf: string;
  readonly signs: readonly Sign[];
  readonly healthRule: HealthRule;
  readonly actions: readonly OpenAction[];
  readonly actionsTotal: number;
  readonly contacts: readonly Readonly<Record<string, string | number | null>>[];
  readonly spans: readonly Readonly<Record<string, string | number | null>>[];
  readonly sources: readonly Readonly<Record<string, string | number | null>>[];
}

export interface TimelineEvent {
  readonly date: string;
  readonly kind: string;
  readonly title: string;
  readonly detail: string | null;
  readonly amount: Figure | null;
  readonly recordId: string | null;
  readonly batchId: string | null;
  readonly rowNumber: number | null;
}

export interface Timeline {
  readonly events: readonly TimelineEvent[];
  readonly next: string | null;
}

export interface ScorecardLine extends Target {
  readonly cell: Cell | null;
  /** Actual ÷ target. */
  readonly progress: number | null;
  /** What is expected by now, in the unit of the figure. */
  readonly pace: Figure | null;
  readonly status: TargetStatus;
}

type TargetState = Pick<Target, 'metric' | 'period' | 'where' | 'value' | 'owner' | 'note' | 'reviewOn'>;

export interface TargetChange {
  readonly targetId: string;
  readonly changedAt: string;
  readonly kind: 'made' | 'changed' | 'deleted';
  readonly before: TargetState | null;
  readonly after: TargetState | null;
}

export interface TargetDraft {
  readonly metric: string;
  readonly period: string;
  readonly value: Figure;
  readonly where?: readonly DimensionFilter[];
  readonly owner?: string | null;
  readonly note?: string | null;
  readonly reviewOn?: string | null;
}

export interface Annotation {
  readonly id: string;
  readonly date: string;
  readonly title: string;
  readonly text: string | null;
  readonly metrics: readonly string[];
}

export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly page: string;
  readonly search: string;
}
