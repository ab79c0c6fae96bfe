import type { ExportTable } from '../../export/table.js';
import { periodText } from '../../format/period-name.js';
import type { ChosenPeriod } from '../../period/chosen-period.js';
import type { HomeLine } from './verdict.js';

/** The board as a table: every measure, also those behind "more". */
export const boardTable = (lines: readonly HomeLine[], period: ChosenPeriod): Omit<ExportTable, 'notes'> => ({
  title: `Every measure, ${periodText(period.from)}`,
  file: `board-${period.from}`,
  header: [
    'group',
    'metric',
    'name',
    'version',
    'hash',
    'period',
    'so_far',
    'value',
    'unit',
    'n',
    'interval_low',
    'interval_high',
    'change',
    'target',
    'target_status',
    'quality',
    'reason',
  ],
  rows: lines.map(({ metric, cell, without, target }) => {
    const compared = cell?.compare.previous ?? cell?.compare.year;
    return [
      metric.group,
      metric.id,
      metric.name,
      metric.version,
      metric.hash,
      { period: cell?.period ?? period.from },
      cell?.partial === true ? 'yes' : 'no',
      { value: cell?.value ?? null, unit: metric.unit },
      metric.unit,
      { value: cell?.n ?? null, unit: 'count' },
      { value: cell?.interval?.low ?? null, unit: metric.unit },
      { value: cell?.interval?.high ?? null, unit: metric.unit },
      { value: compared?.change ?? null, unit: metric.unit },
      { value: target?.value ?? null, unit: metric.unit },
      target?.status ?? null,
      cell?.quality.grade ?? null,
      cell?.reason?.message ?? without,
    ];
  }),
});
