import type { JudgedCell, JudgedResult } from '@bellwether/warehouse';
import { csv } from './csv.js';
import { formatValue } from './format-value.js';
import { sparkline } from './sparkline.js';
import { textTable } from './text-table.js';

const unitOf = (result: JudgedResult, metric: string): string =>
  result.metrics.find(({ id }) => id === metric)?.unit ?? 'count';

const changeText = (cell: JudgedCell, unit: string, currency: string): string[] =>
  Object.entries(cell.compare).map(([name, earlier]) => {
    if (!earlier || earlier.change === null) return `${name}: –`;
    const noise = earlier.distinguishable === null ? '' : earlier.distinguishable ? '' : ' (noise)';
    const sign = Number(earlier.change) > 0 ? '+' : '';
    return `${name}: ${sign}${formatValue(earlier.change, unit, currency)}${noise}`;
  });

/** The last day the figures know, in the organisation's zone. ISO. */
const localDay = ({ as_of, time_zone }: JudgedResult): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: time_zone }).format(new Date(as_of));

/** The answer as tables, one a metric, with a small plot where there is a series. */
export const resultText = (result: JudgedResult): string => {
  const parts: string[] = [];
  for (const metric of result.metrics) {
    const cells = result.cells.filter((cell) => cell.metric === metric.id);
    const dimensions = [...new Set([...result.request.by, ...cells.flatMap((cell) => Object.keys(cell.by))])];
    const unit = unitOf(result, metric.id);
    const grade = cells[0]?.quality;
    parts.push(
      `${metric.name}  (${metric.id}, ${metric.better} is better${grade ? `, data quality ${grade.grade}` : ''})`,
    );
    const hasCompare = cells.some((cell) => Object.keys(cell.compare).length > 0);
    parts.push(
      textTable(
        [
          { header: 'Period' },
          ...dimensions.map((header) => ({ header, flexible: true })),
          { header: 'Value', align: 'right' as const },
          { header: '95 % interval', align: 'right' as const },
          { header: 'n', align: 'right' as const },
          ...(hasCompare ? [{ header: 'Change', flexible: true }] : []),
          { header: '', flexible: true },
        ],
        cells.map((cell) => [
          cell.period,
          ...dimensions.map((name) => cell.by[name] ?? '(unknown)'),
          formatValue(cell.value, unit, result.currency),
          cell.interval
            ? `${formatValue(cell.interval.low, unit, result.currency)} … ${formatValue(cell.interval.high, unit, result.currency)}`
            : '',
          cell.n === null ? '' : cell.n.toLocaleString('en-US'),
          ...(hasCompare ? [changeText(cell, unit, result.currency).join(', ')] : []),
          [cell.partial ? 'so far' : '', cell.reason?.message ?? ''].filter((text) => text !== '').join('; '),
        ]),
      ),
    );
    if (dimensions.length === 0 && cells.length > 2) {
      const values = cells.map(({ value }) => (value === null ? null : Number(value)));
      const known = values.filter((value) => value !== null);
      if (known.length > 1) {
        parts.push(
          `${sparkline(values)}  ${formatValue(Math.min(...known), unit, result.currency)} to ${formatValue(Math.max(...known), unit, result.currency)}`,
        );
      }
    }
    for (const { rule, count } of grade?.warnings ?? [])
      parts.push(`  ${rule}: ${count.toLocaleString('en-US')} records (bellwether check)`);
    parts.push('');
  }
  if (result.customers) parts.push(result.customers.sentence);
  parts.push(`As of ${localDay(result)}, ${result.time_zone}, ${result.currency}`);
  return parts.join('\n');
};

/** The answer as CSV, one line a cell. */
export const resultCsv = (result: JudgedResult): string => {
  const dimensions = [
    ...new Set([...result.request.by, ...result.cells.flatMap((cell) => Object.keys(cell.by))]),
  ];
  return csv(
    [
      'metric',
      'version',
      'hash',
      'period',
      'start',
      'end',
      'partial',
      ...dimensions,
      'value',
      'numerator',
      'denominator',
      'n',
      'low',
      'high',
      'reason',
      'quality',
      'unit',
      'currency',
      'time_zone',
      'as_of',
    ],
    result.cells.map((cell) => {
      const metric = result.metrics.find(({ id }) => id === cell.metric);
      return [
        cell.metric,
        metric?.version ?? null,
        metric?.hash ?? null,
        cell.period,
        cell.start,
        cell.end,
        cell.partial,
        ...dimensions.map((name) => cell.by[name] ?? null),
        cell.value,
        cell.numerator,
        cell.denominator,
        cell.n,
        cell.interval?.low ?? null,
        cell.interval?.high ?? null,
        cell.reason?.code ?? null,
        cell.quality.grade,
        metric?.unit ?? null,
        result.currency,
        result.time_zone,
        result.as_of,
      ];
    }),
  );
};
