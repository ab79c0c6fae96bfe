import { facts } from '@bellwether/model';
import * as fc from 'fast-check';
import type { FactRow, World } from '../support/engine.js';
import { daysFrom, plusDays } from './dates.js';

/** Worlds lie in these two years; the as-of date falls somewhere inside or after them. */
export const firstDay = '2023-07-01';
export const lastDay = '2025-06-30';

const vocabulary: Readonly<Record<string, readonly string[]>> = {
  deal_type: ['new', 'new', 'new', 'expansion', 'renewal', 'winback'],
  status: ['open', 'won', 'lost'],
  purpose: ['acquisition', 'acquisition', 'retention', 'service', 'overhead'],
  survey_kind: ['csat', 'nps', 'ces'],
  line_kind: ['product', 'product', 'shipping'],
  expansion_kind: ['same_product', 'new_product'],
  entity: ['deal', 'account'],
};

const kinds: Readonly<Record<string, readonly string[]>> = {
  spend_day: ['media', 'media', 'people'],
  mrr_movement: ['new', 'reactivation', 'expansion', 'expansion', 'contraction', 'churn'],
};

const dayCount = daysFrom(firstDay, lastDay);
const anyDay = fc.integer({ min: 0, max: dayCount }).map((days) => plusDays(firstDay, days));
/** Days at the edges of months, where half-open ranges go wrong. */
const edgeDay = fc
  .tuple(
    fc.integer({ min: 2023, max: 2025 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: -1, max: 1 }),
  )
  .map(([year, month, shift]) => plusDays(`${year}-${String(month).padStart(2, '0')}-01`, shift));
/** As-of dates: most of them late, so that most figures exist. */
export const asOfDay = fc.oneof(
  { weight: 1, arbitrary: anyDay },
  { weight: 3, arbitrary: fc.integer({ min: 500, max: 900 }).map((days) => plusDays(firstDay, days)) },
);
const day = fc.oneof({ weight: 3, arbitrary: anyDay }, { weight: 1, arbitrary: edgeDay });

const maybe = <T>(arbitrary: fc.Arbitrary<T>, nullWeight = 1): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 9 - nullWeight, arbitrary }, { weight: nullWeight, arbitrary: fc.constant(null) });

const cents = fc.integer({ min: 0, max: 500_000 }).map((units) => (units / 100).toFixed(2));
const account = maybe(fc.integer({ min: 1, max: 6 }).map((id) => `c${id}`));

function cell(fact: string, name: string, type: string, role: string): fc.Arbitrary<FactRow[string]> {
  if (role === 'account') return account;
  if (role === 'dimension') {
    const words = (name === 'kind' ? kinds[fact] : vocabulary[name]) ?? ['A', 'B'];
    return maybe(fc.constantFrom(...words));
  }
  if (role === 'date') return maybe(day);
  if (role === 'flag') return maybe(fc.boolean());
  if (type === 'DECIMAL(18,4)') return maybe(cents);
  if (name === 'sequence') return maybe(fc.integer({ min: 1, max: 3 }));
  if (type === 'DOUBLE') return maybe(fc.integer({ min: 0, max: 400 }).map((quarter) => quarter / 4));
  if (type === 'BIGINT' || type === 'INTEGER') return maybe(fc.integer({ min: 0, max: 9 }));
  return fc.constant(null);
}

function rowOf(fact: string): fc.Arbitrary<FactRow> {
  const columns = facts.find(({ name }) => name === fact)?.columns ?? {};
  return fc.record(
    Object.fromEntries(
      Object.entries(columns)
        .filter(([, { role }]) => role !== 'record' && role !== 'attribute')
        .concat(Object.entries(columns).filter(([name]) => name === 'sequence'))
        .map(([name, { type, role }]) => [name, cell(fact, name, type, role)]),
    ),
  );
}

/** What rows of a fact cannot be, whatever the draw. */
const repairs: Readonly<Record<string, (row: FactRow) => FactRow>> = {
  deal: (row) => {
    const isWon = row['status'] === 'won';
    const isLost = row['status'] === 'lost';
    const isClosed = isWon || isLost;
    return {
      ...row,
      is_won: isWon,
      is_lost: isLost,
      is_closed: isClosed,
      is_open: !isClosed,
      closed_date: isClosed ? (row['closed_date'] ?? null) : null,
    };
  },
  survey_response: (row) => (row['is_positive'] === true ? { ...row, is_negative: false } : row),
  deal_span: ordered,
  ticket_open_span: ordered,
  field_cell: (row) => ({
    ...row,
    filled: Math.min(Number(row['filled'] ?? 0), Number(row['records'] ?? 0)),
  }),
};

function ordered(row: FactRow): FactRow {
  const from = row['from_date'] ?? firstDay;
  const to = row['to_date'] ?? null;
  return to !== null && to < from ? { ...row, from_date: to, to_date: from } : { ...row, from_date: from };
}

const attributes = fc.record(
  Object.fromEntries(
    ['segment', 'plan', 'channel', 'region', 'owner', 'product'].map((name) => [
      name,
      maybe(fc.constantFrom('A', 'B')),
    ]),
  ),
);

/** Days close together: lives with short spans and short gaps, several inside one period. */
const restless = fc
  .tuple(day, fc.array(fc.integer({ min: 1, max: 25 }), { minLength: 3, maxLength: 7 }))
  .map(([first, steps]) =>
    steps.reduce((days, step) => [...days, plusDays(days.at(-1) ?? first, step)], [first]),
  );

/** Spans of one account that never overlap: begin and end in turn, the last one perhaps open. They may touch. */
const lives = fc
  .tuple(
    fc.oneof(
      fc.array(fc.oneof(day, day, edgeDay), { minLength: 1, maxLength: 8 }),
      fc.array(edgeDay, { minLength: 3, maxLength: 8 }),
      restless,
    ),
    fc.array(attributes, { minLength: 4, maxLength: 4 }),
    fc.array(cents, { minLength: 4, maxLength: 4 }),
    fc.boolean(),
  )
  .map(([dates, looks, amounts, touch]) => {
    const sorted = [...dates].sort();
    const edges = touch
      ? sorted.flatMap((date, at) => (at > 0 && at % 2 === 0 ? [date, date] : [date]))
      : sorted;
    const spans: { from: string; to: string | null; look: FactRow; mrr: string }[] = [];
    for (let at = 0; at < edges.length && spans.length < 4; at += 2) {
      const look = looks[spans.length] ?? {};
      const mrr = (Number(amounts[spans.length]) + 1).toFixed(2);
      spans.push({ from: edges[at] ?? firstDay, to: edges[at + 1] ?? null, look, mrr });
    }
    return spans;
  });

const accountsWithLives = fc.array(lives, { minLength: 0, maxLength: 14, size: 'max' });

const customerSpans = accountsWithLives.map((accounts): FactRow[] =>
  accounts.flatMap((spans, id) =>
    spans.map(({ from, to, look }, at) => ({
      ...look,
      account_id: `c${id}`,
      cohort: (spans[0]?.from ?? from).slice(0, 7),
      sequence: at + 1,
      from_date: from,
      to_date: to,
      next_from_date: spans[at + 1]?.from ?? null,
      next_to_date: spans[at + 1]?.to ?? null,
      days: to === null ? null : daysFrom(from, to),
      end_reason: to === null ? null : 'A',
    })),
  ),
);

/** Spans of recurring revenue with the movements and items that belong to them, so that the bridge must close. */
const recurring = accountsWithLives.map((accounts): Record<string, FactRow[]> => {
  const mrr_span: FactRow[] = [];
  const mrr_movement: FactRow[] = [];
  accounts.forEach((all, id) => {
    const spans = all.filter(({ from, to }) => to === null || to > from);
    spans.forEach(({ from, to, look, mrr }, at) => {
      const account_id = `c${id}`;
      mrr_span.push({ ...look, account_id, mrr, from_date: from, to_date: to });
      const before = spans[at - 1];
      const move = (kind: string, date: string, amount: number): number =>
        mrr_movement.push({
          ...look,
          account_id,
          kind,
          date,
          amount: amount.toFixed(2),
          expansion_kind:
            kind === 'expansion' ? (look['product'] === 'A' ? 'same_product' : 'new_product') : null,
        });
      if (before === undefined) move('new', from, Number(mrr));
      else if (before.to !== from) move('reactivation', from, Number(mrr));
      else {
        const change = Number(mrr) - Number(before.mrr);
        if (change !== 0) move(change > 0 ? 'expansion' : 'contraction', from, change);
      }
      if (to !== null && spans[at + 1]?.from !== to) move('churn', to, -Number(mrr));
    });
  });
  const mrr_item = mrr_span.map((row, at) => ({ ...row, has_scheduled_end: at % 3 === 0 }));
  return { mrr_span, mrr_movement, mrr_item };
});

const special = new Set(['customer_span', 'mrr_span', 'mrr_movement', 'mrr_item', 'customer', 'exclusion']);

/** A small company's facts: every shape that the contract of facts allows, nulls and edges included. */
export const world: fc.Arbitrary<World> = fc
  .tuple(
    fc.tuple(
      ...facts
        .filter(({ name }) => !special.has(name))
        .map(({ name }) =>
          fc
            .array(rowOf(name), { maxLength: 24, size: 'max' })
            .map((rows) => [name, rows.map((row) => repairs[name]?.(row) ?? row)] as const),
        ),
    ),
    customerSpans,
    recurring,
  )
  .map(([generic, customer_span, money]) => {
    const all: Record<string, readonly FactRow[]> = {
      ...Object.fromEntries(generic),
      customer_span,
      ...money,
    };
    return Object.fromEntries(
      Object.entries(all).map(([name, rows]) => [
        name,
        rows.map((row, at) => ({ ...row, record_id: `${name}-${at}`, batch_id: 'b1', row_number: at + 1 })),
      ]),
    );
  });
