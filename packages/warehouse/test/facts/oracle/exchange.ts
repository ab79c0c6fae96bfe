import { type Row, rowsIn, type Value, type World } from '../worlds/world.js';
import { divideHalfUp } from './exact.js';

/** Currency of the organisation in every world. */
export const baseCurrency = 'EUR';

/** A rate as a whole number of millionths. */
const millionthsOf = (row: Row): bigint => BigInt(Math.round(Number(row['rate']) * 1e6));

/**
 * What one unit of a currency is in the organisation's, as a fraction: the last rate known by a day, turned round only for
 * a currency that has no rate of its own into the organisation's. Null without a rate: it is never 1 (canon, money).
 */
export const rateOn = (
  world: World,
  currency: Value | undefined,
  day: string | null,
): readonly [bigint, bigint] | null => {
  if (currency == null || currency === baseCurrency) return [1n, 1n];
  const rates = rowsIn(world, 'fx_rate');
  const direct = rates.filter(
    (row) => row['from_currency'] === currency && row['to_currency'] === baseCurrency,
  );
  const turned = rates.filter(
    (row) => row['from_currency'] === baseCurrency && row['to_currency'] === currency,
  );
  const known = (direct.length > 0 ? direct : turned)
    .filter((row) => day !== null && String(row['day']) <= day && millionthsOf(row) > 0n)
    .toSorted((a, b) => (String(a['day']) < String(b['day']) ? -1 : 1))
    .at(-1);
  if (!known) return null;
  return direct.length > 0 ? [millionthsOf(known), 1_000_000n] : [1_000_000n, millionthsOf(known)];
};

/** An amount, in ten-thousandths, in the organisation's currency at the rate of a day, rounded half away from zero. */
export const inBase = (
  world: World,
  amount: bigint | null,
  currency: Value | undefined,
  day: string | null,
): bigint | null => {
  const rate = rateOn(world, currency, day);
  return amount === null || rate === null ? null : divideHalfUp(amount * rate[0], rate[1]);
};
