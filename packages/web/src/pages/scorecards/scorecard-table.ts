import type { MetricSummary } from '../../api/types.js';
import type { ScorecardLine } from '../../api/types-business.js';
import type { ExportTable } from '../../export/table.js';
import { levelOf, partText } from './target-part.js';

/** The scorecard as a table, each target with the definition that its figure comes from. */
export const scorecardTable = (
  lines: readonly ScorecardLine[],
  metrics: readonly MetricSummary[],
): Omit<ExportTable, 'notes'> => ({
  title: 'Targets and how they stand',
  file: 'scorecard',
  header: [
    'metric',
    'name',
    'version',
    'hash',
    'level',
    'for',
    'period',
    'value',
    'target',
    'progress',
    'pace',
    'status',
    'owner',
    'note',
    'review_on',
  ],
  rows: lines.map((line) => {
    const metric = metrics.find(({ id }) => id === line.metric);
    const unit = metric?.unit ?? 'count';
    return [
      line.metric,
      metric?.name ?? line.metric,
      metric?.version,
      metric?.hash,
      levelOf(line.where),
      partText(line.where),
      { period: line.period },
      { value: line.cell?.value ?? null, unit },
      { value: line.value, unit },
      { value: line.progress, unit: 'ratio' },
      { value: line.pace, unit },
      line.status,
      line.owner,
      line.note,
      { day: line.reviewOn },
    ];
  }),
});
