import type { QueryRequest } from '@bellwether/metrics';
import { comparisons, grains } from '@bellwether/metrics';
import { type Command, InvalidArgumentError, Option } from 'commander';

/** The options of every command that asks about figures. */
export interface QueryOptions {
  readonly workspace?: string;
  readonly from: string;
  readonly to?: string;
  readonly grain?: QueryRequest['grain'];
  readonly by?: string[];
  readonly where?: string[];
  readonly compare?: string;
  readonly asOf?: string;
  readonly set?: string[];
}

type Filter = NonNullable<QueryRequest['where']>[number];

/** `dim=a,b` keeps rows whose dimension is a or b; `dim!=a` drops them; an empty value is unknown. */
export const filterOf = (text: string): Filter => {
  const found = /^([a-z_]+)(!?=)(.*)$/.exec(text);
  if (!found) throw new InvalidArgumentError(`not a filter such as segment=SMB: '${text}'`);
  const [, dimension = '', operator, values = ''] = found;
  return {
    dimension,
    values: values.split(',').map((value) => (value === '' ? null : value)),
    exclude: operator === '!=',
  };
};

/** `nrr.look_back_months=1`: a parameter of one metric. */
const parametersOf = (given: readonly string[]): Record<string, Record<string, number | string>> => {
  const parameters: Record<string, Record<string, number | string>> = {};
  for (const text of given) {
    const found = /^([a-z_]+)\.([a-z_]+)=(.+)$/.exec(text);
    if (!found) throw new InvalidArgumentError(`not a parameter such as nrr.look_back_months=1: '${text}'`);
    const [, metric = '', name = '', value = ''] = found;
    parameters[metric] = {
      ...parameters[metric],
      [name]: Number.isNaN(Number(value)) ? value : Number(value),
    };
  }
  return parameters;
};

const list = (text: string, known: string[] = []): string[] => [
  ...known,
  ...text.split(',').map((part) => part.trim()),
];

export const addQueryOptions = (command: Command): Command =>
  command
    .option('-w, --workspace <dir>', 'the workspace (default: the one this folder lies in)')
    .requiredOption('--from <period>', 'first period: 2025, 2025-Q1, 2025-03, 2025-W09, 2025-03-14, FY2025')
    .option('--to <period>', 'last period, included (default: the same as --from)')
    .addOption(
      new Option('--grain <grain>', 'length of a period (default: as --from is written)').choices([
        ...grains,
      ]),
    )
    .option('--by <dimensions>', 'break down by, with commas', list)
    .option(
      '--where <dimension=value>',
      'keep only these; several values with commas; != drops them',
      (text: string, known: string[] | undefined) => [...(known ?? []), text],
    )
    .option('--compare <with>', `compare with ${comparisons.join(', ')}, with commas`)
    .option('--as-of <date>', 'look at what had happened by this day')
    .option(
      '--set <metric.parameter=value>',
      'set a parameter of a metric',
      (text: string, known: string[] | undefined) => [...(known ?? []), text],
    );

/** The request that the options stand for. */
export const requestOf = (metrics: readonly string[], options: QueryOptions): QueryRequest => ({
  metrics,
  from: options.from,
  to: options.to ?? options.from,
  ...(options.grain == null ? {} : { grain: options.grain }),
  ...(options.by === undefined ? {} : { by: options.by }),
  where: (options.where ?? []).map(filterOf),
  compare: (options.compare === undefined ? [] : options.compare.split(',')) as NonNullable<
    QueryRequest['compare']
  >,
  ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
  parameters: parametersOf(options.set ?? []),
});
