import { findEntity } from '@bellwether/model';
import fc from 'fast-check';
import type { Row, World } from './world.js';

/** Rates that every world has: both directions, only one, a change on the day of many events, one that says nothing. */
const rates: readonly Row[] = [
  ['2024-12-01', 'USD', 'EUR', 0.95],
  ['2025-01-03', 'USD', 'EUR', 0.912345],
  ['2025-03-15', 'USD', 'EUR', 0.886123],
  ['2024-10-01', 'EUR', 'USD', 3],
  ['2024-10-01', 'EUR', 'GBP', 0.8],
  ['2025-03-01', 'EUR', 'GBP', 0.837777],
  ['2024-10-01', 'EUR', 'IDR', 17000.25],
  ['2025-02-10', 'CHF', 'EUR', 1.05],
  ['2025-03-20', 'CHF', 'EUR', 0],
  // After the as-of day of the tests.
  ['2025-07-20', 'USD', 'EUR', 0.5],
].map(([day = '', from = '', to = '', rate = 0]) => ({ day, from_currency: from, to_currency: to, rate }));

/** Nobody knows a rate of XXX; that of CHF only from some day on. */
const anywhere = [null, 'EUR', 'USD', 'USD', 'GBP', 'IDR', 'CHF', 'XXX'] as const;
const always = [null, 'EUR', 'USD', 'USD', 'GBP', 'IDR'] as const;
const billing = ['subscription', 'subscription_item', 'price'];

/**
 * The same worlds in several currencies. An order and its lines have one, written on the order, on its lines or on both.
 */
export const inCurrencies = (worlds: fc.Arbitrary<World>): fc.Arbitrary<World> =>
  fc.tuple(worlds, fc.infiniteStream(fc.nat({ max: 1 << 20 }))).map(([world, dice]) => {
    const roll = (): number => Number(dice.next().value);
    const draw = (list: readonly (string | null)[]): string | null => list[roll() % list.length] ?? null;
    const ofOrder = new Map(
      (world['order'] ?? []).map((row) => [row['order_id'], { currency: draw(anywhere), place: roll() % 3 }]),
    );
    const currencyOf = (entity: string, row: Row): string | null => {
      if (entity !== 'order' && entity !== 'order_line')
        return draw(billing.includes(entity) ? always : anywhere);
      const order = ofOrder.get(row['order_id'] ?? null);
      const silent = entity === 'order' ? 2 : 0;
      return order && order.place !== silent ? order.currency : null;
    };
    return {
      ...Object.fromEntries(
        Object.entries(world).map(([entity, rows]) => [
          entity,
          findEntity(entity)?.columns['currency'] === undefined
            ? rows
            : rows.map((row) => ({ ...row, currency: currencyOf(entity, row) })),
        ]),
      ),
      fx_rate: rates,
    };
  });
