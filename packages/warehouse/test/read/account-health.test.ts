import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  accountProfile,
  type AccountsRequest,
  type HealthState,
  listAccounts,
  refreshFacts,
  type Sign,
  type SignCode,
  type SignState,
} from '../../src/index.js';
import { insertWorlds, type Row, type World } from '../facts/worlds/world.js';
import { temporaryWorkspace } from '../temporary.js';

/**
 * As of 30 June 2025. Days from it: 23 June 7, 31 May 30, 1 April 90, 1 January 180, 30 June 2024 365;
 * ahead: 30 July 30, 31 July 31, 28 September 90, 29 September 91.
 */
const settings = `
organisation: { name: Test, time_zone: UTC, currency: EUR, as_of: "2025-06-30" }
customers: { basis: account_flag }
`;

/** Rows of one account; its id is put in where the row names none. */
type Rows = Readonly<Record<string, readonly Row[]>>;

const term = (more: Row): Rows => ({ contract: [{ started_on: '2024-01-01', value: 1200, ...more }] });
/** MRR from a day on; each step ends the one before. */
const mrr = (...steps: readonly (readonly [from: string, mrr: number])[]): Rows => ({
  subscription: [{ subscription_id: 'x:s', status: 'active', started_at: steps[0]?.[0] ?? '' }],
  subscription_item: steps.map(([from, amount], at) => ({
    item_id: 'x:i',
    subscription_id: 'x:s',
    quantity: 1,
    unit_amount: amount,
    interval: 'month',
    interval_count: 1,
    valid_from: from,
    valid_to: steps[at + 1]?.[0] ?? null,
  })),
});
const orders = (...days: readonly string[]): Rows => ({
  order: days.map((day, at) => ({ order_id: `x:o${at}`, ordered_at: day, net: 10 })),
});
const contact = (day: string): Rows => ({
  activity: [{ activity_id: 'x:a', kind: 'call', occurred_at: day }],
});
const ticket = (day: string, more: Row = {}): Row => ({ created_at: day, status: 'open', ...more });
const tickets = (...rows: readonly Row[]): Rows => ({
  ticket: rows.map((row, at) => ({ ticket_id: `x:t${at}`, ...row })),
});
const answers = (...given: readonly (readonly [kind: string, score: number, day: string])[]): Rows => ({
  survey_response: given.map(([kind, score, day], at) => ({
    response_id: `x:r${at}`,
    kind,
    score,
    responded_at: day,
  })),
});
const invoice = (more: Row): Row => ({ issued_at: '2025-05-01', status: 'open', total: 119, ...more });
const invoices = (...rows: readonly Row[]): Rows => ({
  invoice: rows.map((row, at) => ({ invoice_id: `x:v${at}`, ...row })),
});

interface Case {
  readonly name: string;
  readonly rows: Rows;
  readonly sign: SignCode;
  readonly state: SignState;
  /** Part of what is found; null for nothing. */
  readonly found: object | null;
}

const cases: readonly Case[] = [
  // Renewal: undecided within 90 days is to watch, within 30 with nobody at it bad.
  {
    name: 'no contract',
    rows: {},
    sign: 'renewal',
    state: 'unknown',
    found: null,
  },
  {
    name: 'renewal in 91 days',
    rows: term({ contract_id: 'x:c', due_on: '2025-09-29', outcome: 'pending' }),
    sign: 'renewal',
    state: 'good',
    found: { due: '2025-09-29', days: 91, outcome: 'open' },
  },
  {
    name: 'renewal in 90 days',
    rows: term({ contract_id: 'x:c', due_on: '2025-09-28', outcome: 'pending' }),
    sign: 'renewal',
    state: 'watch',
    found: { due: '2025-09-28', days: 90, value: '1200.0000', outcome: 'open', hasDeal: false },
  },
  {
    name: 'renewal in 30 days with nobody at it',
    rows: term({ contract_id: 'x:c', due_on: '2025-07-30', outcome: 'pending' }),
    sign: 'renewal',
    state: 'bad',
    found: { days: 30, renewsItself: false, hasDeal: false },
  },
  {
    name: 'renewal in 30 days with a renewal deal',
    rows: {
      ...term({ contract_id: 'x:c', due_on: '2025-07-30', outcome: 'pending' }),
      deal: [{ deal_id: 'x:d', type: 'renewal', status: 'open', created_at: '2025-06-01' }],
    },
    sign: 'renewal',
    state: 'watch',
    found: { days: 30, hasDeal: true },
  },
  {
    name: 'renewal in 30 days with another kind of deal',
    rows: {
      ...term({ contract_id: 'x:c', due_on: '2025-07-30', outcome: 'pending' }),
      deal: [{ deal_id: 'x:d', type: 'expansion', status: 'open', created_at: '2025-06-01' }],
    },
    sign: 'renewal',
    state: 'bad',
    found: { hasDeal: false },
  },
  {
    name: 'renewal that comes by itself',
    rows: term({ contract_id: 'x:c', due_on: '2025-07-10', outcome: 'pending', auto_renew: true }),
    sign: 'renewal',
    state: 'watch',
    found: { days: 10, renewsItself: true },
  },
  {
    name: 'renewal ten days late, within the grace',
    rows: term({ contract_id: 'x:c', due_on: '2025-06-20', outcome: 'pending' }),
    sign: 'renewal',
    state: 'bad',
    found: { days: -10, outcome: 'open' },
  },
  {
    name: 'notice given',
    rows: {
      contract: [
        { contract_id: 'x:c1', due_on: '2025-12-31', outcome: 'churned', decided_on: '2025-06-01' },
        { contract_id: 'x:c2', due_on: '2025-07-30', outcome: 'pending', auto_renew: true },
      ],
    },
    sign: 'renewal',
    state: 'bad',
    found: { due: '2025-12-31', days: 184, outcome: 'lost' },
  },
  {
    name: 'a lost term that another followed',
    rows: {
      contract: [
        { contract_id: 'x:c1', due_on: '2024-12-31', outcome: 'churned', decided_on: '2024-12-01' },
        { contract_id: 'x:c2', due_on: '2025-06-01', outcome: 'renewed', decided_on: '2025-05-20' },
      ],
    },
    sign: 'renewal',
    state: 'good',
    found: { due: '2025-06-01', outcome: 'renewed' },
  },
  // MRR against that of 1 April: a fall is to watch, by a tenth or more bad.
  {
    name: 'MRR as it was',
    rows: mrr(['2024-01-01', 100]),
    sign: 'mrr',
    state: 'good',
    found: { now: '100.0000', before: '100.0000', change: '0.0000' },
  },
  {
    name: 'MRR down by 9 of 100',
    rows: mrr(['2024-01-01', 100], ['2025-05-01', 91]),
    sign: 'mrr',
    state: 'watch',
    found: { now: '91.0000', before: '100.0000', change: '-9.0000' },
  },
  {
    name: 'MRR down by 10 of 100',
    rows: mrr(['2024-01-01', 100], ['2025-05-01', 90]),
    sign: 'mrr',
    state: 'bad',
    found: { change: '-10.0000' },
  },
  {
    name: 'MRR that fell on 1 April, 90 days ago, has been that since',
    rows: mrr(['2024-01-01', 100], ['2025-04-01', 50]),
    sign: 'mrr',
    state: 'good',
    found: { now: '50.0000', before: '50.0000' },
  },
  {
    name: 'MRR that began within 90 days',
    rows: mrr(['2025-06-01', 80]),
    sign: 'mrr',
    state: 'good',
    found: { now: '80.0000', before: '0.0000', change: '80.0000' },
  },
  // Orders: gaps of 10, 10, 20 days have the median 10; more than 20 days is to watch, and the longest was 20 too.
  {
    name: 'three orders tell no gap',
    rows: orders('2024-01-01', '2024-02-01', '2024-03-01'),
    sign: 'orders',
    state: 'unknown',
    found: { orderDays: 3, usualGap: null, longestGap: null, last: '2024-03-01' },
  },
  {
    name: 'an order 20 days ago',
    rows: orders('2025-05-01', '2025-05-11', '2025-05-21', '2025-06-10'),
    sign: 'orders',
    state: 'good',
    found: { days: 20, orderDays: 4, usualGap: 10, longestGap: 20 },
  },
  {
    name: 'an order 21 days ago, longer than ever',
    rows: orders('2025-04-30', '2025-05-10', '2025-05-20', '2025-06-09'),
    sign: 'orders',
    state: 'bad',
    found: { days: 21, usualGap: 10, longestGap: 20 },
  },
  {
    // Gaps 10, 10, 60; 30 days are more than 20, and less than 60.
    name: 'an order 30 days ago, but it has been longer before',
    rows: orders('2025-03-12', '2025-03-22', '2025-04-01', '2025-05-31'),
    sign: 'orders',
    state: 'watch',
    found: { days: 30, usualGap: 10, longestGap: 60 },
  },
  {
    // Two orders of one day are one day of orders: 3 days, not 4.
    name: 'two orders of one day',
    rows: orders('2025-05-01', '2025-05-01', '2025-05-11', '2025-05-21'),
    sign: 'orders',
    state: 'unknown',
    found: { orderDays: 3 },
  },
  // Contact: half a year is to watch, a year bad.
  { name: 'no contact', rows: {}, sign: 'contact', state: 'unknown', found: null },
  {
    name: 'contact 179 days ago',
    rows: contact('2025-01-02'),
    sign: 'contact',
    state: 'good',
    found: { last: '2025-01-02', days: 179 },
  },
  {
    name: 'contact 180 days ago',
    rows: contact('2025-01-01'),
    sign: 'contact',
    state: 'watch',
    found: { days: 180 },
  },
  {
    name: 'contact 365 days ago',
    rows: contact('2024-06-30'),
    sign: 'contact',
    state: 'bad',
    found: { days: 365 },
  },
  {
    name: 'an answer to a survey is contact too',
    rows: { ...contact('2024-06-30'), ...answers(['nps', 9, '2025-06-01']) },
    sign: 'contact',
    state: 'good',
    found: { last: '2025-06-01', days: 29 },
  },
  // Tickets.
  { name: 'no ticket', rows: {}, sign: 'tickets', state: 'unknown', found: null },
  {
    name: 'a ticket that is solved',
    rows: tickets(ticket('2025-01-10', { status: 'solved', solved_at: '2025-01-12' })),
    sign: 'tickets',
    state: 'good',
    found: { open: 0, unanswered: 0, oldest: null, days: null },
  },
  {
    name: 'a ticket of 6 days that nobody answered',
    rows: tickets(ticket('2025-06-24')),
    sign: 'tickets',
    state: 'good',
    found: { open: 1, unanswered: 1, oldest: '2025-06-24', days: 6 },
  },
  {
    name: 'a ticket of 7 days that nobody answered',
    rows: tickets(ticket('2025-06-23')),
    sign: 'tickets',
    state: 'bad',
    found: { open: 1, unanswered: 1, days: 7 },
  },
  {
    name: 'a ticket of 7 days that was answered',
    rows: tickets(ticket('2025-06-23', { first_response_at: '2025-06-24' })),
    sign: 'tickets',
    state: 'watch',
    found: { open: 1, unanswered: 0, days: 7 },
  },
  {
    name: 'a ticket of 30 days that was answered',
    rows: tickets(
      ticket('2025-05-31', { first_response_at: '2025-06-01' }),
      ticket('2025-06-29', { first_response_at: '2025-06-30' }),
    ),
    sign: 'tickets',
    state: 'bad',
    found: { open: 2, unanswered: 0, oldest: '2025-05-31', days: 30 },
  },
  // Satisfaction: NPS 0 to 6 is negative, CSAT 1 and 2 of 5.
  {
    name: 'an answer of more than a year ago',
    rows: answers(['nps', 2, '2024-06-30']),
    sign: 'satisfaction',
    state: 'unknown',
    found: null,
  },
  {
    name: 'one promoter',
    rows: answers(['nps', 9, '2025-03-01']),
    sign: 'satisfaction',
    state: 'good',
    found: { answers: 1, positive: 1, negative: 0, last: '2025-03-01', lastKind: 'nps', lastScore: 9 },
  },
  {
    name: 'one detractor',
    rows: answers(['nps', 6, '2025-03-01']),
    sign: 'satisfaction',
    state: 'watch',
    found: { answers: 1, positive: 0, negative: 1 },
  },
  {
    name: 'two of three negative',
    rows: answers(['nps', 6, '2025-03-01'], ['csat', 1, '2025-04-01'], ['csat', 5, '2025-05-01']),
    sign: 'satisfaction',
    state: 'bad',
    found: { answers: 3, positive: 1, negative: 2, lastKind: 'csat', lastScore: 5 },
  },
  {
    // Six answers: the oldest, a detractor, is not among the last five.
    name: 'five good ones after a bad one',
    rows: answers(
      ['nps', 0, '2025-01-01'],
      ...['2025-02-01', '2025-02-02', '2025-02-03', '2025-02-04', '2025-02-05'].map(
        (day) => ['csat', 5, day] as const,
      ),
    ),
    sign: 'satisfaction',
    state: 'good',
    found: { answers: 5, positive: 5, negative: 0 },
  },
  // Invoices: overdue is to watch, 30 days overdue bad; 119 of which 19 are paid leave 100.
  { name: 'no invoice', rows: {}, sign: 'invoices', state: 'unknown', found: null },
  {
    name: 'all paid',
    rows: invoices(invoice({ status: 'paid', due_at: '2025-05-15' })),
    sign: 'invoices',
    state: 'good',
    found: { open: 0, overdue: 0, overdueAmount: null, writtenOff: 0 },
  },
  {
    name: 'due today',
    rows: invoices(invoice({ due_at: '2025-06-30' })),
    sign: 'invoices',
    state: 'good',
    found: { open: 1, overdue: 0 },
  },
  {
    name: '29 days overdue',
    rows: invoices(invoice({ due_at: '2025-06-01', amount_paid: 19 })),
    sign: 'invoices',
    state: 'watch',
    found: { open: 1, overdue: 1, overdueAmount: '100.0000', oldestDue: '2025-06-01', days: 29 },
  },
  {
    name: '30 days overdue',
    rows: invoices(invoice({ due_at: '2025-05-31' }), invoice({ due_at: '2025-06-29' })),
    sign: 'invoices',
    state: 'bad',
    found: { overdue: 2, overdueAmount: '238.0000', oldestDue: '2025-05-31', days: 30 },
  },
  {
    name: 'overdue in a currency without a rate',
    rows: invoices(invoice({ due_at: '2025-06-01', currency: 'USD' })),
    sign: 'invoices',
    state: 'watch',
    found: { overdue: 1, overdueAmount: null },
  },
  {
    name: 'paid after the as-of day',
    rows: invoices(
      invoice({ status: 'paid', due_at: '2025-06-01', paid_at: '2025-07-05', amount_paid: 119 }),
    ),
    sign: 'invoices',
    state: 'watch',
    found: { open: 1, overdue: 1, overdueAmount: '119.0000', days: 29 },
  },
  {
    name: 'open without a day on which it is due',
    rows: invoices(invoice({})),
    sign: 'invoices',
    state: 'unknown',
    found: { open: 1, overdue: 0, undated: 1 },
  },
  {
    name: 'written off within the year',
    rows: invoices(invoice({ status: 'uncollectible', issued_at: '2024-07-01', due_at: '2024-07-15' })),
    sign: 'invoices',
    state: 'bad',
    found: { open: 0, writtenOff: 1 },
  },
  {
    name: 'written off long ago',
    rows: invoices(invoice({ status: 'uncollectible', issued_at: '2024-06-30', due_at: '2024-07-15' })),
    sign: 'invoices',
    state: 'good',
    found: { open: 0, writtenOff: 0 },
  },
];

interface Whole {
  readonly name: string;
  readonly rows: Rows;
  readonly health: HealthState | null;
  readonly concerns: readonly SignCode[];
}

const good = { ...contact('2025-06-01'), ...mrr(['2024-01-01', 100]) };
const wholes: readonly Whole[] = [
  { name: 'nothing known', rows: {}, health: 'unknown', concerns: [] },
  // Contact and MRR are good: two known, and three are needed.
  { name: 'two good', rows: good, health: 'unknown', concerns: [] },
  {
    name: 'three good',
    rows: { ...good, ...answers(['nps', 9, '2025-05-01']) },
    health: 'well',
    concerns: [],
  },
  {
    name: 'one to watch',
    rows: { ...good, ...answers(['nps', 3, '2025-05-01']) },
    health: 'watch',
    concerns: ['satisfaction'],
  },
  {
    name: 'one bad, one to watch',
    rows: { ...good, ...answers(['nps', 3, '2025-05-01']), ...tickets(ticket('2025-05-01')) },
    health: 'at_risk',
    concerns: ['tickets', 'satisfaction'],
  },
];

/** The rows with the account that they are about; ids of the account's own. */
const worldOf = (places: readonly (readonly [account: string, rows: Rows, more?: Row])[]): World => {
  const world: Record<string, Row[]> = { account: [] };
  for (const [account, rows, more] of places) {
    world['account']?.push({ account_id: account, first_paid_at: '2023-01-01', ...more });
    for (const [entity, list] of Object.entries(rows)) {
      const own = list.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => [
            name,
            typeof value === 'string' && value.startsWith('x:') ? `${account}-${value.slice(2)}` : value,
          ]),
        ),
      );
      const named =
        entity === 'subscription_item' ? own : own.map((row) => ({ ...row, account_id: account }));
      (world[entity] ??= []).push(...named);
    }
  }
  return world;
};

const caseId = (index: number): string => `x:case${index}`;
const wholeId = (index: number): string => `x:whole${index}`;
let home: Awaited<ReturnType<typeof temporaryWorkspace>>;

beforeAll(async () => {
  home = await temporaryWorkspace(settings);
  const bad = tickets(ticket('2025-05-01'));
  const world = worldOf([
    ...cases.map(({ rows }, index) => [caseId(index), rows] as const),
    ...wholes.map(({ rows }, index) => [wholeId(index), rows] as const),
    ['x:former', bad, { churned_at: '2025-03-01' }],
    ['x:prospect', bad, { first_paid_at: null, created_at: null }],
    [
      'x:busy',
      {
        deal: [
          {
            deal_id: 'x:late',
            name: 'Late',
            status: 'open',
            created_at: '2025-01-01',
            expected_close_on: '2025-06-20',
            amount: 500,
          },
          {
            deal_id: 'x:soon',
            name: 'Soon',
            status: 'open',
            created_at: '2025-01-01',
            expected_close_on: '2025-07-15',
          },
          { deal_id: 'x:undated', name: 'Some day', status: 'open', created_at: '2025-01-01' },
          { deal_id: 'x:won', name: 'Won', status: 'won', created_at: '2025-01-01', closed_at: '2025-02-01' },
        ],
        ...tickets(ticket('2025-06-25', { subject: 'Help', priority: 'high' })),
        ...invoices(
          invoice({ due_at: '2025-06-01' }),
          invoice({ due_at: '2025-07-31' }),
          invoice({ status: 'paid', due_at: '2025-05-15' }),
        ),
        contract: [
          { contract_id: 'x:near', due_on: '2025-09-28', value: 900, outcome: 'pending' },
          { contract_id: 'x:far', due_on: '2025-09-29', value: 900, outcome: 'pending' },
        ],
      },
    ],
  ]);
  await insertWorlds(home.workspace, [world], 'UTC');
  await refreshFacts(home.workspace, 'all');
});
afterAll(() => home.close());

const signOf = async (id: string, code: SignCode): Promise<Sign | undefined> =>
  (await accountProfile(home.workspace, id))?.health?.signs.find((one) => one.code === code);

describe('a sign', () => {
  it.each(cases.map((one, index) => ({ ...one, index })))(
    '$sign, $name: $state',
    async ({ index, sign, state, found }) => {
      const told = await signOf(caseId(index), sign);
      expect(told?.state).toBe(state);
      if (found === null) expect(told?.found).toBeNull();
      else expect(told?.found).toMatchObject(found);
    },
  );
});

const all: AccountsRequest = {
  search: '',
  status: null,
  owner: null,
  segment: null,
  onlyConcerns: false,
  health: null,
  ids: null,
  sort: 'name',
  order: 'asc',
  limit: 1000,
  offset: 0,
};
const idsOf = async (more: Partial<AccountsRequest>): Promise<string[]> =>
  (await listAccounts(home.workspace, { ...all, ...more })).accounts.map(({ id }) => id);

describe('the health of an account', () => {
  it.each(wholes.map((one, index) => ({ ...one, index })))(
    '$name: $health',
    async ({ index, health, concerns }) => {
      const profile = await accountProfile(home.workspace, wholeId(index));
      expect(profile?.health?.state).toBe(health);
      const worried = (profile?.health?.signs ?? []).filter(
        ({ state }) => state === 'bad' || state === 'watch',
      );
      expect(worried.map(({ code }) => code)).toEqual(concerns);
    },
  );

  it('is told of customers alone: who has left or never came can not be lost', async () => {
    expect(await accountProfile(home.workspace, 'x:former')).toMatchObject({
      status: 'former',
      health: null,
    });
    expect(await accountProfile(home.workspace, 'x:prospect')).toMatchObject({
      status: 'prospect',
      health: null,
    });
    expect(await idsOf({ onlyConcerns: true })).not.toContain('x:former');
    expect(await idsOf({ health: 'at_risk' })).not.toContain('x:prospect');
  });

  it('is the same on the list as on the page, however the list is narrowed', async () => {
    const { accounts } = await listAccounts(home.workspace, all);
    for (const { id, health } of accounts)
      expect((await accountProfile(home.workspace, id))?.health).toEqual(health);
    for (const state of ['at_risk', 'watch', 'well', 'unknown'] as const) {
      const expected = accounts.filter(({ health }) => health?.state === state).map(({ id }) => id);
      expect(expected.length, state).toBeGreaterThan(0);
      expect(await idsOf({ health: state })).toEqual(expected);
    }
    const worried = accounts.filter(({ health }) => health?.state === 'at_risk' || health?.state === 'watch');
    expect(await idsOf({ onlyConcerns: true })).toEqual(worried.map(({ id }) => id));
  });

  it('puts the worst first where the list is sorted by it', async () => {
    const ids = [0, 1, 2, 3, 4].map(wholeId);
    // At risk, then to watch, then the others, by their names (which are their ids): none has revenue.
    expect(await idsOf({ ids, sort: 'concerns', order: 'desc' })).toEqual([4, 3, 0, 1, 2].map(wholeId));
  });
});

describe('open actions', () => {
  it('are what waits for somebody, what has waited longest first, then what comes soonest, then what has no day', async () => {
    const profile = await accountProfile(home.workspace, 'x:busy');
    const told = profile?.actions.map(({ kind, state, title, date, days, amount }) => [
      kind,
      state,
      title,
      date,
      days,
      amount,
    ]);
    expect(told).toEqual([
      ['invoice', 'late', null, '2025-06-01', 29, '119.0000'],
      ['deal', 'late', 'Late', '2025-06-20', 10, '500.0000'],
      ['ticket', 'unanswered', 'Help', '2025-06-25', 5, null],
      ['deal', 'open', 'Soon', '2025-07-15', -15, null],
      ['invoice', 'open', null, '2025-07-31', -31, '119.0000'],
      ['renewal', 'open', null, '2025-09-28', -90, '900.0000'],
      ['deal', 'open', 'Some day', null, null, null],
    ]);
    expect(profile?.actionsTotal).toBe(7);
    expect(profile?.actions.map(({ recordId }) => recordId)).toContain('x:busy-late');
  });
});
