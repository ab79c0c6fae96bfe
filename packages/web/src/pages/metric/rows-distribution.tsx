import type { LegRows } from '../../api/types.js';
import { binsOf, DistributionChart } from '../../charts/distribution-chart.js';
import { ChartFrame } from '../../components/chart-frame.js';
import type { Note } from '../../export/table.js';
import { grouped } from '../../format/number.js';
import { words } from '../../format/words.js';

const short = (value: number): string => grouped(value, Math.abs(value) >= 100 ? 0 : 1);

const middle = (values: readonly number[]): number => {
  const sorted = [...values].sort((one, other) => one - other);
  const half = sorted.length / 2;
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(half)] ?? 0)
    : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
};

/** How the contributions of the records on this page spread; nothing where they are all alike. */
export const BinsOfRows = ({ leg, notes }: { readonly leg: LegRows; readonly notes: readonly Note[] }) => {
  const values = leg.rows.flatMap(({ contribution }) =>
    contribution === null ? [] : [Number(contribution)],
  );
  if (new Set(values).size < 5) return null;
  const bins = binsOf(values);
  const title = `How much each record adds to ${words(leg.leg).toLowerCase()}${leg.count > leg.rows.length ? ` (the ${leg.rows.length} on this page)` : ''}`;
  return (
    <ChartFrame
      title={title}
      file={`${leg.fact}-distribution`}
      notes={notes}
      header={['From', 'To', 'Records']}
      rows={bins.map(({ from, to, count }) => [
        { value: from, unit: 'count' },
        { value: to, unit: 'count' },
        { value: count, unit: 'count' },
      ])}
    >
      {(width) => (
        <DistributionChart
          bins={bins}
          title={title}
          formatValue={short}
          width={width}
          marks={[{ value: middle(values), label: `median ${short(middle(values))}` }]}
        />
      )}
    </ChartFrame>
  );
};
