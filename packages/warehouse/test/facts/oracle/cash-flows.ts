import { type Row, rowsIn, type World } from '../worlds/world.js';
import { decimalText, units } from './exact.js';
import { inBase } from './exchange.js';

/** Dated flows of projects at the rate of their day (fact `cash_flow`). */
export const cashFlowRows = (world: World): Row[] =>
  rowsIn(world, 'cash_flow').map((row) => ({
    record_id: row['cash_flow_id'] ?? null,
    project: row['project'] ?? null,
    date: row['flowed_on'] ?? null,
    amount: decimalText(inBase(world, units(row['amount']), row['currency'], String(row['flowed_on']))),
  }));
