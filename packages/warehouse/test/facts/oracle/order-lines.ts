import { type Row, rowsIn, type World } from '../worlds/world.js';
import { units } from './exact.js';

export const quantity = (line: Row): number => Number(line['quantity'] ?? Number.NaN);

/** A row that the source did not delete and that is no test. */
export const isLive = (row: Row): boolean => row['is_deleted'] !== true && row['is_test'] !== true;

/** Quantities are whole in these worlds, so products of money stay exact. */
const times = (money: Row[string] | undefined, line: Row): bigint | null => {
  const unit = units(money);
  return unit === null || line['quantity'] == null ? null : unit * BigInt(quantity(line));
};

/** What a line says it comes to, else its quantity at its price. */
export const lineAmount = (line: Row): bigint | null =>
  units(line['amount']) ?? times(line['unit_price'], line);

/** What a line cost: at its own unit cost, else at that of its product. */
export const costOf = (line: Row, world: World): bigint | null => {
  const product = rowsIn(world, 'product').find((row) => row['product_id'] === line['product_id']);
  return times(line['unit_cost'] ?? product?.['unit_cost'], line);
};
