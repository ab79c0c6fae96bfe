import { groupTitles } from '@bellwether/metrics';
import type { Board, BoardLine } from '@bellwether/warehouse';
import { formatValue } from './format-value.js';
import { sparkline } from './sparkline.js';
import { textTable } from './text-table.js';

const words = { better: '▲ better', worse: '▼ worse', steady: '= noise', unknown: '' } as const;

const changeOf = ({ latest, metric }: BoardLine, currency: string): string => {
  const earlier = latest.compare.previous;
  if (!earlier || earlier.change === null) return '';
  const change = Number(earlier.change);
  if (metric.unit === 'ratio') return `${change > 0 ? '+' : ''}${(change * 100).toFixed(1)} pp`;
  return `${change > 0 ? '+' : ''}${formatValue(earlier.change, metric.unit, currency)}`;
};

/** A verdict that counts; it says nothing that the lines below do not. */
const verdict = (lines: readonly BoardLine[]): string => {
  const count = (direction: BoardLine['direction']) =>
    lines.filter((line) => line.direction === direction).length;
  return `Of ${lines.length} measures ${count('better')} got better and ${count('worse')} got worse than the month before, beyond noise; ${count('steady')} moved within noise; of ${count('unknown')} nobody can tell.`;
};

/** The board as text: groups of measures, each with its last whole month, its year and its change. */
export const boardText = (
  board: Board,
  organisation: { readonly name: string; readonly is_sample: boolean },
): string => {
  const lines = board.groups.flatMap((group) => group.lines);
  const parts = [
    `${organisation.name}${organisation.is_sample ? '  [sample company: made up]' : ''}: is our CRM working?`,
    `Last whole month up to ${board.asOf}; plots from ${board.from}.`,
    verdict(lines),
  ];
  for (const { group, lines: own } of board.groups) {
    parts.push('', groupTitles[group]);
    parts.push(
      textTable(
        [
          { header: 'Measure', flexible: true },
          { header: 'Month' },
          { header: 'Value', align: 'right' },
          { header: 'Change', align: 'right' },
          { header: '' },
          { header: 'Year' },
          { header: 'n', align: 'right' },
          { header: 'Data' },
        ],
        own.map((line) => [
          line.metric.name,
          line.latest.period,
          formatValue(line.latest.value, line.metric.unit, board.currency),
          changeOf(line, board.currency),
          line.latest.value === null
            ? (line.latest.reason?.code ?? '').replaceAll('_', ' ')
            : words[line.direction],
          sparkline(line.series.map(({ value }) => (value === null ? null : Number(value)))),
          line.latest.n === null ? '' : line.latest.n.toLocaleString('en-US'),
          line.latest.quality.grade,
        ]),
      ),
    );
  }
  if (board.missing.length > 0) {
    parts.push('', 'Not yet: nothing was imported for');
    const byEntities = Map.groupBy(board.missing, ({ entities }) => entities.join(', '));
    for (const [entities, missing] of byEntities)
      parts.push(
        `  ${missing.map(({ metric }) => metric.name).join(', ')}${entities ? `: import ${entities}` : ''}`,
      );
  }
  parts.push(
    '',
    'bellwether query <metric> --from … shows one over time; metrics show <metric> defines it; rows <metric> --period … shows what it is made of.',
  );
  return parts.join('\n');
};
