import {
  accountSorts,
  actionKinds,
  actionStates,
  healthStates,
  signStates,
  timelineKinds,
} from '@bellwether/warehouse';
import { z } from 'zod';
import { page } from './common.js';

/** A sign: its code, how it stands, and what was found (null where nothing is recorded). Days are whole. */
const signOf = <Code extends string, Found extends z.ZodRawShape>(code: Code, found: Found) =>
  z.object({ code: z.literal(code), state: z.enum(signStates), found: z.object(found).nullable() });

export const sign = z
  .discriminatedUnion('code', [
    signOf('renewal', {
      due: z.string(),
      /** Until it is due; negative where that day has passed. */
      days: z.number(),
      value: z.string().nullable(),
      outcome: z.enum(['open', 'renewed', 'lost']),
      renewsItself: z.boolean(),
      hasDeal: z.boolean(),
    }),
    signOf('mrr', { now: z.string(), before: z.string(), change: z.string() }),
    signOf('orders', {
      last: z.string(),
      days: z.number(),
      orderDays: z.number(),
      /** Median gap in days; null with too few orders. */
      usualGap: z.number().nullable(),
      longestGap: z.number().nullable(),
    }),
    signOf('contact', { last: z.string(), days: z.number() }),
    signOf('tickets', {
      open: z.number(),
      unanswered: z.number(),
      oldest: z.string().nullable(),
      days: z.number().nullable(),
    }),
    signOf('satisfaction', {
      answers: z.number(),
      positive: z.number(),
      negative: z.number(),
      last: z.string(),
      lastKind: z.enum(['nps', 'csat', 'ces']),
      lastScore: z.number(),
    }),
    signOf('invoices', {
      open: z.number(),
      overdue: z.number(),
      overdueAmount: z.string().nullable(),
      oldestDue: z.string().nullable(),
      days: z.number().nullable(),
      undated: z.number(),
      writtenOff: z.number(),
    }),
  ])
  .meta({ id: 'AccountSign' });

export const accountRow = z
  .object({
    id: z.string(),
    name: z.string(),
    status: z.enum(['customer', 'former', 'prospect']),
    owner: z.string().nullable(),
    segment: z.string().nullable(),
    industry: z.string().nullable(),
    country: z.string().nullable(),
    region: z.string().nullable(),
    plan: z.string().nullable(),
    channel: z.string().nullable(),
    createdOn: z.string().nullable(),
    customerSince: z.string().nullable(),
    revenue12m: z.string(),
    mrr: z.string().nullable(),
    openDeals: z.number(),
    openPipeline: z.string(),
    openTickets: z.number(),
    lastActivity: z.string().nullable(),
    nextRenewal: z.string().nullable(),
    lastScore: z.number().nullable(),
    /** Null for who has left or never came. */
    health: z.enum(healthStates).nullable(),
    /** The signs that are bad or to watch, the worst first. */
    concernSigns: z.array(sign),
    /** The same in words. */
    concerns: z.array(z.string()),
  })
  .meta({ id: 'AccountRow' });

export const accountsAnswer = z.object({
  total: z.number(),
  limit: z.number(),
  offset: z.number(),
  /** There are more than this page shows. */
  truncated: z.boolean(),
  currency: z.string(),
  accounts: z.array(accountRow),
});

export const accountsQuery = z.strictObject({
  search: z.string().max(200).default(''),
  status: z.enum(['customer', 'former', 'prospect']).optional(),
  owner: z.string().max(200).optional(),
  segment: z.string().max(200).optional(),
  concerns: z.stringbool().default(false),
  health: z.enum(healthStates).optional(),
  /** Ids with commas. */
  ids: z.string().max(20_000).optional(),
  sort: z.enum(accountSorts).default('name'),
  order: z.enum(['asc', 'desc']).default('asc'),
  ...page,
});

const action = z
  .object({
    kind: z.enum(actionKinds),
    state: z.enum(actionStates),
    title: z.string().nullable(),
    detail: z.string().nullable(),
    /** When a deal is expected to close, an invoice or a renewal is due, a ticket came. */
    date: z.string().nullable(),
    /** From the date to the as-of day; negative where it is ahead. */
    days: z.number().nullable(),
    amount: z.string().nullable(),
    owner: z.string().nullable(),
    recordId: z.string(),
  })
  .meta({ id: 'AccountAction' });

/** Every number by which signs are judged. */
const rule = z
  .object({
    renewalDays: z.number(),
    renewalNearDays: z.number(),
    mrrDays: z.number(),
    mrrFall: z.number(),
    orderDays: z.number(),
    orderGaps: z.number(),
    contactWatchDays: z.number(),
    contactBadDays: z.number(),
    ticketWatchDays: z.number(),
    ticketBadDays: z.number(),
    answerDays: z.number(),
    answers: z.number(),
    overdueBadDays: z.number(),
    writtenOffDays: z.number(),
    goodForWell: z.number(),
  })
  .meta({ id: 'HealthRule' });

export const accountProfileAnswer = accountRow
  .extend({
    /** All signs, the worst first; none for who is no customer. */
    signs: z.array(sign),
    healthRule: rule,
    /** What waits for somebody, what has waited longest first. */
    actions: z.array(action),
    /** How many there are; `actions` holds the first of them. */
    actionsTotal: z.number(),
    domain: z.string().nullable(),
    spans: z.array(
      z.object({
        from: z.string(),
        to: z.string().nullable(),
        basis: z.string().nullable(),
        endReason: z.string().nullable(),
      }),
    ),
    contacts: z.array(
      z.object({
        id: z.string(),
        name: z.string().nullable(),
        email: z.string().nullable(),
        title: z.string().nullable(),
      }),
    ),
    /** Records of the sources that were united into this account. */
    sources: z.array(
      z.object({
        id: z.string(),
        source: z.string(),
        name: z.string().nullable(),
        because: z.string().nullable(),
      }),
    ),
    currency: z.string(),
    /** The last day that counts. */
    asOf: z.string(),
  })
  .meta({ id: 'AccountProfile' });

export const timelineAnswer = z.object({
  events: z.array(
    z.object({
      date: z.string(),
      kind: z.enum(timelineKinds),
      title: z.string(),
      detail: z.string().nullable(),
      amount: z.string().nullable(),
      recordId: z.string().nullable(),
      batchId: z.string().nullable(),
      rowNumber: z.number().nullable(),
    }),
  ),
  next: z.string().nullable(),
});

export const timelineQuery = z.strictObject({
  /** Kinds with commas; all where absent. */
  kinds: z
    .string()
    .max(200)
    .default('')
    .transform((text) => text.split(',').filter((part) => part !== ''))
    .pipe(z.array(z.enum(timelineKinds))),
  before: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])~\d{1,9}$/, 'not the next of a page')
    .refine((text) => z.iso.date().safeParse(text.slice(0, 10)).success, 'not a day')
    .optional(),
  limit: page.limit,
});
