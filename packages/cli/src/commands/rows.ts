import type { RowsRequest } from '@bellwether/metrics';
import type { SourcedRows } from '@bellwether/warehouse';
import { type Command, InvalidArgumentError } from 'commander';
import { csv } from '../output/csv.js';
import { type Format, parseFormat, print, printJson, say } from '../output/format.js';
import { formatValue } from '../output/format-value.js';
import { textTable } from '../output/text-table.js';
import { filterOf } from '../query-options.js';
import { withWorkspace } from '../workspace-option.js';

interface Options {
  readonly workspace?: string;
  readonly period: string;
  readonly to?: string;
  readonly by?: Record<string, string | null>;
  readonly where?: string[];
  readonly asOf?: string;
  readonly limit: number;
  readonly offset: number;
  readonly format: Format;
}

/** `owner=Ada`: the cell of that value; `owner=` the one of the unknown. */
const cellOf = (text: string, known: Record<string, string | null> = {}): Record<string, string | null> => {
  const found = /^([a-z_]+)=(.*)$/.exec(text);
  if (!found) throw new InvalidArgumentError(`not a value of a breakdown such as owner=Ada: '${text}'`);
  const [, dimension = '', value = ''] = found;
  return { ...known, [dimension]: value === '' ? null : value };
};

const text = ({ cell, legs, reconciles }: SourcedRows): string => {
  const parts = [
    `${cell.metric} ${cell.period}: ${cell.value ?? '–'}${cell.reason ? ` (${cell.reason.message})` : ''}`,
  ];
  for (const leg of legs) {
    const columns = [
      ...new Set(
        leg.rows.flatMap((row) =>
          Object.entries(row.values).flatMap(([name, value]) => (value === null ? [] : [name])),
        ),
      ),
    ];
    parts.push(
      '',
      `${leg.leg}: ${leg.count.toLocaleString('en-US')} rows of ${leg.fact}, adding up to ${formatValue(leg.total, 'count', '')}`,
    );
    parts.push(
      textTable(
        [
          { header: 'Record' },
          { header: 'Date' },
          { header: 'Adds', align: 'right' },
          ...columns.slice(0, 5).map((header) => ({ header, flexible: true })),
          { header: 'File', flexible: true },
          { header: 'Row', align: 'right' },
        ],
        leg.rows.map((row) => [
          row.record_id ?? row.values['account_id'] ?? '',
          row.date ?? '',
          row.contribution ?? '',
          ...columns.slice(0, 5).map((name) => row.values[name] ?? ''),
          row.file?.split('/').at(-1) ?? '',
          row.row_number === null ? '' : String(row.row_number),
        ]),
      ),
    );
    if (leg.count > leg.rows.length)
      parts.push(
        `… ${(leg.count - leg.rows.length).toLocaleString('en-US')} more: --limit, --offset, or --format csv`,
      );
  }
  parts.push(
    '',
    reconciles === null
      ? 'Not all legs were asked for.'
      : reconciles
        ? 'The rows add up to the figure.'
        : 'THE ROWS DO NOT ADD UP to the figure: this is a defect of Bellwether, please report it.',
  );
  return parts.join('\n');
};

const rowsCsv = ({ legs }: SourcedRows): string => {
  const columns = [...new Set(legs.flatMap((leg) => leg.rows.flatMap((row) => Object.keys(row.values))))];
  return csv(
    ['leg', 'record_id', 'date', 'contribution', 'file', 'row', ...columns],
    legs.flatMap((leg) =>
      leg.rows.map((row) => [
        leg.leg,
        row.record_id,
        row.date,
        row.contribution,
        row.file,
        row.row_number,
        ...columns.map((name) => row.values[name] ?? null),
      ]),
    ),
  );
};

export const addRows = (program: Command): void => {
  program
    .command('rows')
    .argument('<metric>', 'the metric')
    .description('the records behind one figure; their total reconciles with it')
    .requiredOption('--period <period>', 'the period of the figure: 2025, 2025-Q1, 2025-03, FY2025-Q1 …')
    .option('--to <period>', 'last period of a range')
    .option('-w, --workspace <dir>', 'the workspace (default: the one this folder lies in)')
    .option('--by <dimension=value>', 'the value of the breakdown; once for each dimension', cellOf)
    .option(
      '--where <dimension=value>',
      'the same filter as the query had',
      (given: string, known: string[] | undefined) => [...(known ?? []), given],
    )
    .option('--as-of <date>', 'look at what had happened by this day')
    .option('--limit <n>', 'rows of each part', Number, 20)
    .option('--offset <n>', 'skip so many', Number, 0)
    .option('--format <format>', 'table, json or csv', parseFormat, 'table')
    .addHelpText(
      'after',
      '\nExample:\n  bellwether rows win_rate --period 2025-03 --by owner=Ada\n  bellwether rows revenue --period 2025-Q1 --limit 100000 --format csv > rows.csv',
    )
    .action((metric: string, options: Options) =>
      withWorkspace(options.workspace, async (library) => {
        const request: RowsRequest = {
          metric,
          from: options.period,
          ...(options.to === undefined ? {} : { to: options.to, grain: 'total' }),
          ...(options.by === undefined ? {} : { by: options.by }),
          where: (options.where ?? []).map(filterOf),
          ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
          limit: options.limit,
          offset: options.offset,
        };
        const result = await library.ask('rows', request);
        if (options.format === 'json') printJson(result);
        else print(options.format === 'csv' ? rowsCsv(result) : text(result));
        if (result.reconciles === false) {
          say('The rows do not add up to the figure.');
          process.exitCode = 1;
        }
      }),
    );
};
