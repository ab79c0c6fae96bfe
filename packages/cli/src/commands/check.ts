import { definitions } from '@bellwether/metrics';
import { metricQuality, type OpenIssue } from '@bellwether/warehouse';
import type { Command } from 'commander';
import { csv } from '../output/csv.js';
import { type Format, parseFormat, print, printJson } from '../output/format.js';
import { textTable } from '../output/text-table.js';
import { withWorkspace } from '../workspace-option.js';

/** The metrics that an issue weighs on: those that name its rule and are made from its entity. */
const affectedMetrics = (issue: OpenIssue): string[] =>
  definitions
    .filter(
      (metric) =>
        metricQuality(metric, [{ ...issue, affected: Math.max(1, issue.affected) }]).warnings.length > 0,
    )
    .map(({ id }) => id);

export const addCheck = (program: Command): void => {
  program
    .command('check')
    .description(
      'the quality of the data: each rule that something breaks, how often, and which figures it touches',
    )
    .option('-w, --workspace <dir>', 'the workspace')
    .option('--all', 'show what is only information too')
    .option('--format <format>', 'table, json or csv', parseFormat, 'table')
    .addHelpText('after', '\nExample:\n  bellwether check --format json')
    .action((options: { workspace?: string; all?: boolean; format: Format }) =>
      withWorkspace(options.workspace, async (library) => {
        const issues = (await library.ask('issues', {}))
          .filter(({ severity }) => options.all === true || severity !== 'info')
          .map((issue) => ({ ...issue, metrics: affectedMetrics(issue) }))
          .sort((one, other) => other.metrics.length - one.metrics.length || other.affected - one.affected);
        if (options.format === 'json') return printJson(issues);
        const rows = issues.map((issue) => [
          issue.rule,
          issue.severity,
          issue.entity ?? '',
          issue.affected,
          issue.population,
          issue.message,
          issue.metrics.length === 0
            ? ''
            : `${issue.metrics.length}: ${issue.metrics.slice(0, 3).join(', ')}${issue.metrics.length > 3 ? ' …' : ''}`,
          issue.remedy,
        ]);
        const headers = [
          'Rule',
          'Severity',
          'Record',
          'Broken',
          'Of',
          'For example',
          'Figures',
          'What to do',
        ];
        if (options.format === 'csv') return print(csv(headers, rows));
        if (rows.length === 0) return print('Nothing is open: every rule holds.');
        print(
          textTable(
            headers.slice(0, 7).map((header, index) => ({
              header,
              align: index === 3 || index === 4 ? 'right' : 'left',
              flexible: index > 4,
            })),
            rows.map((row) =>
              row.map((value) => (typeof value === 'number' ? value.toLocaleString('en-US') : value)),
            ),
          ),
        );
      }),
    );
};
