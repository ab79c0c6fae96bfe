import { describe, expect, it } from 'vitest';
import type { HealthRule, Sign } from '../src/api/types-business.js';
import {
  concernText,
  distanceText,
  healthRuleText,
  signReasons,
  signRules,
  signText,
} from '../src/format/sign-words.js';

const renewal = {
  due: '2026-03-28',
  days: 20,
  value: '1200.0000',
  renewsItself: false,
  hasDeal: false,
} as const;
const orders = { last: '2025-06-09', days: 21, orderDays: 4, usualGap: 10, longestGap: 20 };
const tickets = { open: 2, unanswered: 1, oldest: '2025-12-01', days: 30 };
const answers = {
  answers: 3,
  positive: 1,
  negative: 2,
  last: '2025-05-01',
  lastKind: 'csat',
  lastScore: 5,
} as const;
const invoices = {
  open: 2,
  overdue: 2,
  overdueAmount: '238.5000',
  oldestDue: '2025-11-30',
  days: 31,
  undated: 0,
  writtenOff: 0,
};
const none = { overdue: 0, overdueAmount: null, oldestDue: null, days: null } as const;

const cases: readonly (readonly [sign: Omit<Sign, 'state'>, text: string, brief: string | null])[] = [
  [
    { code: 'renewal', found: { ...renewal, outcome: 'open' } },
    'Due on 28 Mar 2026, in 20 days, worth €1,200; undecided, no renewal deal is open.',
    'renewal 28 Mar 2026',
  ],
  [
    { code: 'renewal', found: { ...renewal, days: -1, value: null, hasDeal: true, outcome: 'open' } },
    'Was due on 28 Mar 2026, 1 day ago; undecided, a renewal deal is open.',
    'renewal 28 Mar 2026',
  ],
  [
    { code: 'renewal', found: { ...renewal, value: null, outcome: 'lost' } },
    'It will not renew: the term ends on 28 Mar 2026, in 20 days.',
    'not renewed 28 Mar 2026',
  ],
  [{ code: 'renewal', found: null }, 'No contract with a term is recorded.', null],
  // 9 of 100 is 9 %.
  [
    { code: 'mrr', found: { now: '91.0000', before: '100.0000', change: '-9.0000' } },
    'Down by €9.00 (9%) in 90 days, to €91.00.',
    'MRR −€9.00',
  ],
  [
    { code: 'mrr', found: { now: '80.0000', before: '0.0000', change: '80.0000' } },
    '€80.00, new within 90 days.',
    null,
  ],
  [
    { code: 'mrr', found: { now: '80.0000', before: '80.0000', change: '0.0000' } },
    '€80.00, as 90 days ago.',
    null,
  ],
  [
    { code: 'orders', found: orders },
    'The last one on 9 Jun 2025, 21 days ago; usually 10 days between two, never more than 20 days.',
    'no order for 21 days',
  ],
  [
    { code: 'orders', found: { ...orders, orderDays: 1, usualGap: null, longestGap: null } },
    'The last one on 9 Jun 2025, 21 days ago; 1 day with an order so far, 4 are needed to know its usual gap.',
    null,
  ],
  [
    { code: 'contact', found: { last: '2024-10-17', days: 440 } },
    'The last on 17 Oct 2024, 440 days ago.',
    'no contact for 440 days',
  ],
  [
    { code: 'tickets', found: tickets },
    '2 open, 1 unanswered; the oldest since 1 Dec 2025, 30 days ago.',
    '2 tickets open for up to 30 days',
  ],
  [
    { code: 'tickets', found: { ...tickets, open: 1, unanswered: 0 } },
    '1 open, answered; since 1 Dec 2025, 30 days ago.',
    '1 ticket open for up to 30 days',
  ],
  [{ code: 'tickets', found: { open: 0, unanswered: 0, oldest: null, days: null } }, 'None is open.', null],
  [
    { code: 'satisfaction', found: answers },
    'The last 3 answers in a year: 1 positive, 2 negative; the latest CSAT 5 on 1 May 2025.',
    '2 of 3 answers negative',
  ],
  [
    { code: 'invoices', found: invoices },
    '2 invoices overdue, €238.50; the oldest due on 30 Nov 2025, 31 days ago.',
    '€238.50 overdue',
  ],
  [
    { code: 'invoices', found: { ...invoices, ...none, writtenOff: 1, undated: 2 } },
    'None is overdue; 1 invoice written off in a year; 2 open without a due date.',
    '1 invoice written off',
  ],
];

const rule: HealthRule = {
  renewalDays: 90,
  renewalNearDays: 30,
  mrrDays: 90,
  mrrFall: 0.1,
  orderDays: 4,
  orderGaps: 2,
  contactWatchDays: 180,
  contactBadDays: 365,
  ticketWatchDays: 7,
  ticketBadDays: 30,
  answerDays: 365,
  answers: 5,
  overdueBadDays: 30,
  writtenOffDays: 365,
  goodForWell: 3,
};

describe('a sign in words', () => {
  it.each(cases)('%o', (sign, text, brief) => {
    const whole = { ...sign, state: 'watch' } as Sign;
    expect(signText(whole, 'EUR', rule)).toBe(text);
    if (brief !== null) expect(concernText(whole, 'EUR')).toBe(brief);
  });

  it('has a reason and a rule with the numbers that judged', () => {
    const rules = signRules(rule);
    expect(Object.keys(rules)).toEqual(Object.keys(signReasons));
    expect(rules.mrr).toBe('Watch: lower than 90 days ago. Bad: lower by 10% or more.');
    expect(healthRuleText(rule)).toMatch(/well when 3 or more are good and none is bad or to watch/);
  });
});

it.each([
  [0, 'today'],
  [1, '1 day ago'],
  [-1, 'in 1 day'],
  [1200, '1,200 days ago'],
])('%i days ago is %s', (ago, text) => {
  expect(distanceText(ago)).toBe(text);
});
