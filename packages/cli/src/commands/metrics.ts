import { type Catalogue, definitionHash, findMetric, type MetricDefinition } from '@bellwether/metrics';
import { workspaceCatalogue } from '@bellwether/warehouse';
import { catalogue as builtIn } from '@bellwether/metrics';
import type { Command } from 'commander';
import { csv } from '../output/csv.js';
import { type Format, parseFormat, print, printJson } from '../output/format.js';
import { textTable } from '../output/text-table.js';
import { withWorkspace } from '../workspace-option.js';

const inFull = (metric: MetricDefinition): string =>
  [
    `${metric.name} (${metric.id}, version ${metric.version}, ${definitionHash(metric, {}).slice(0, 12)})`,
    metric.sentence,
    '',
    `  ${metric.formula.words}`,
    `  ${metric.formula.symbols}`,
    '',
    `Unit       ${metric.unit}; ${metric.better} is better`,
    ...metric.included.map((text, index) => `${index === 0 ? 'In        ' : '          '} ${text}`),
    ...metric.excluded.map((text, index) => `${index === 0 ? 'Out       ' : '          '} ${text}`),
    ...metric.variants.map(
      ({ name, difference, metric: id }, index) =>
        `${index === 0 ? 'Variants  ' : '          '} ${name}: ${difference}${id ? ` (${id})` : ''}`,
    ),
    ...Object.entries(metric.parameters).map(
      ([name, parameter], index) =>
        `${index === 0 ? 'Settings  ' : '          '} ${name}: ${parameter.description}`,
    ),
    `Interval   ${metric.interval.method}`,
    `Break down ${metric.breakdowns.join(', ')}`,
    `Rules      ${metric.rules.join(', ')}`,
    `Source     ${metric.source}`,
  ].join('\n');

const withCatalogue = async (
  workspace: string | undefined,
  work: (catalogue: Catalogue) => void,
): Promise<void> => {
  if (workspace === undefined) return work(builtIn);
  await withWorkspace(workspace, async (library) =>
    work(workspaceCatalogue({ config: await library.ask('settings', {}) })),
  );
};

export const addMetrics = (program: Command): void => {
  const metrics = program
    .command('metrics')
    .description('the catalogue of measures')
    .option('-w, --workspace <dir>', 'with the custom metrics of a workspace')
    .option('--format <format>', 'table, json or csv', parseFormat, 'table')
    .addHelpText('after', '\nExample:\n  bellwether metrics\n  bellwether metrics show win_rate')
    .action((options: { workspace?: string; format: Format }) =>
      withCatalogue(options.workspace, (catalogue) => {
        if (options.format === 'json') return printJson(catalogue.definitions);
        const headers = ['Group', 'Id', 'Name', 'Unit', 'What it says'];
        const rows = catalogue.definitions
          .map((metric) => [metric.group, metric.id, metric.name, metric.unit, metric.sentence])
          .sort((one, other) => (one[0] ?? '').localeCompare(other[0] ?? ''));
        if (options.format === 'csv') return print(csv(headers, rows));
        print(
          textTable(
            headers.map((header, index) => ({ header, flexible: index === 4 })),
            rows,
          ),
        );
      }),
    );
  metrics
    .command('show')
    .argument('<id>', 'the metric')
    .description('one definition in full')
    .action((id: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<{ workspace?: string; format: Format }>();
      return withCatalogue(options.workspace, (catalogue) => {
        const metric = findMetric(id, catalogue);
        if (options.format === 'json') printJson(metric);
        else print(inFull(metric));
      });
    });
};
