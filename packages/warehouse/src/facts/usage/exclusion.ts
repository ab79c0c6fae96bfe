import { type Reason, excludedRecords, firstReason } from './excluded-records.js';
import type { FactBuilder } from '../fact-builder.js';
import { deal } from '../sales/deal.js';

/** Deals that count, but not in every figure: neither won nor lost, or closed before they began. */
const halfCounted: readonly Reason[] = [
  ["f.status = 'disqualified'", 'disqualified', 'S-06'],
  ['f.is_closed AND f.closed_date < f.qualified_date', 'negative_cycle', 'T-03'],
];

/** `facts.exclusion`: records that are in no figure, the first reason of each; built after what they would be in. */
export const exclusion: FactBuilder = {
  table: 'facts.exclusion',
  unit: 'whole',
  touchedBy: Object.fromEntries(
    [deal, ...excludedRecords]
      .flatMap(({ touchedBy }) => Object.keys(touchedBy))
      .map((entity) => [entity, null]),
  ),
  select: () => `${excludedRecords
    .map(
      ({ table, entity }) =>
        `SELECT record_id, batch_id, row_number, '${entity}' AS entity, reason, rule, date FROM ${table}`,
    )
    .join('\nUNION ALL\n')}
UNION ALL
SELECT record_id, batch_id, row_number, 'deal', reason[1], reason[2], created_date FROM (
  SELECT f.record_id, f.batch_id, f.row_number, f.created_date, ${firstReason(halfCounted, 'NULL')} AS reason FROM facts.deal f)
WHERE reason IS NOT NULL`,
};
