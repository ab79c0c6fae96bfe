import type { FlowClustersScan, Output } from '../plan/scan.js';
import { windowJoin } from './flow-rows.js';
import { reach } from './flow.js';
import { splitConditions, testOf } from './outputs.js';
import { groupBy, groupNames, type SqlText, type SqlWriter } from './writer.js';

/** A row's contribution to a numerator or denominator. */
function contribution(writer: SqlWriter, part: Omit<Output, 'alias'>, test: string, cluster: string): string {
  const { aggregate } = part;
  if (aggregate.kind === 'count') return writer.dialect.countIf(test);
  if (aggregate.kind === 'count_distinct' && aggregate.column === cluster) {
    return `least(1, ${writer.dialect.countIf(test)})`;
  }
  if (aggregate.kind !== 'sum') throw new TypeError(`no contribution of a row to: ${aggregate.kind}`);
  return `coalesce(${writer.dialect.sumIf(writer.dialect.asDouble(writer.column(aggregate.column)), test)}, 0)`;
}

/** Numerator and denominator per customer, then the six sums that an interval of their ratio needs. */
export function renderFlowClusters(writer: SqlWriter, scan: FlowClustersScan): SqlText {
  const { dialect } = writer;
  const windows = scan.windows.filter(({ start, end }) => start < end);
  const parts = scan.clusters.flatMap(({ numerator, denominator }) => [numerator, denominator]);
  const { common, own } = splitConditions(parts);
  const inner = parts.map(
    (part, index) =>
      `${contribution(writer, part, testOf(writer, own[index] ?? []), scan.cluster)} AS ${index % 2 === 0 ? 'x' : 'y'}${Math.floor(index / 2)}`,
  );
  const counted = parts.map((_, index) => testOf(writer, own[index] ?? []));
  const touched = scan.clusters.map(
    (_, index) =>
      `${dialect.countIf(`(${counted[index * 2] ?? 'TRUE'}) OR (${counted[index * 2 + 1] ?? 'TRUE'})`)} AS k${index}`,
  );
  const sums = scan.clusters.flatMap(({ alias }, index) => {
    const x = `c.x${index}`;
    const y = `c.y${index}`;
    const test = `c.k${index} > 0`;
    const sum = (value: string): string => dialect.asText(dialect.sumIf(value, test));
    return [
      `${dialect.asText(dialect.countIf(test))} AS ${alias}_units`,
      `${sum(x)} AS ${alias}_x`,
      `${sum(y)} AS ${alias}_y`,
      `${sum(`${x} * ${x}`)} AS ${alias}_xx`,
      `${sum(`${x} * ${y}`)} AS ${alias}_xy`,
      `${sum(`${y} * ${y}`)} AS ${alias}_yy`,
    ];
  });
  const where = writer.all([
    ...reach(writer, scan.date, windows),
    ...writer.filters(scan.filters),
    ...common.map((condition) => writer.condition(condition)),
  ]);
  return writer.finish(
    `WITH ${writer.windows(windows)},
c AS (
  SELECT w.period, ${writer.groupColumns(scan.groups)}coalesce(${writer.column(scan.cluster)}, ${writer.column('record_id')}) AS cluster, ${[...inner, ...touched].join(', ')}
  FROM ${dialect.table(scan.fact)} f ${windowJoin(writer, scan.date, windows)}
  WHERE ${where}
  ${groupBy(scan.groups.length + 2)}
)
SELECT c.period, ${groupNames(scan.groups, 'c')}${sums.join(', ')}
FROM c
${groupBy(scan.groups.length + 1)}`,
  );
}
