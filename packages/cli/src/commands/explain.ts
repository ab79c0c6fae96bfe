import type { QueryExplanation } from '@bellwether/warehouse';
import type { Command } from 'commander';
import { type Format, parseFormat, print, printJson } from '../output/format.js';
import { addQueryOptions, type QueryOptions, requestOf } from '../query-options.js';
import { withWorkspace } from '../workspace-option.js';

const text = (explanation: QueryExplanation): string => {
  const parts: string[] = [];
  for (const { definition, hash, formula, legs } of explanation.metrics) {
    parts.push(
      `${definition.name} (${definition.id}, version ${definition.version}, ${hash.slice(0, 12)})`,
      definition.sentence,
      '',
      `  ${definition.formula.words}`,
      `  = ${formula}`,
      '',
    );
    for (const { leg, aggregate, fact, where, placement } of legs) {
      parts.push(
        `  ${leg}: ${aggregate} of ${fact}, ${placement}${where.length === 0 ? '' : `, where ${where.join(' and ')}`}`,
      );
    }
    const quality = explanation.quality[definition.id];
    parts.push(
      '',
      `Rules ${definition.rules.join(', ')}; data quality ${quality?.grade ?? '?'}${(quality?.warnings ?? []).map(({ rule, count }) => `, ${rule} on ${count}`).join('')}`,
      '',
    );
  }
  if (explanation.exclusions.length > 0) {
    parts.push(
      'In no figure:',
      ...explanation.exclusions.map(
        ({ entity, reason, records }) =>
          `  ${records.toLocaleString('en-US')} ${entity} ${reason.replaceAll('_', ' ')}`,
      ),
      '',
    );
  }
  parts.push(`Plan ${explanation.hash.slice(0, 16)}, as of ${explanation.asOf}`);
  for (const step of explanation.steps)
    parts.push(
      '',
      `-- ${step.id}: ${step.serves.join(', ')}`,
      step.sql,
      `-- parameters: ${JSON.stringify(step.params)}`,
    );
  return parts.join('\n');
};

export const addExplain = (program: Command): void => {
  addQueryOptions(
    program
      .command('explain')
      .argument('<metric...>', 'one metric or several')
      .description('how a figure is made: definition, plan, SQL, rules, exclusions'),
  )
    .option('--format <format>', 'table or json', parseFormat, 'table')
    .addHelpText('after', '\nExample:\n  bellwether explain win_rate --from 2025-01 --to 2025-12 --by owner')
    .action((metrics: string[], options: QueryOptions & { format: Format }) =>
      withWorkspace(options.workspace, async (library) => {
        const explanation = await library.ask('explain', requestOf(metrics, options));
        if (options.format === 'json') printJson(explanation);
        else print(text(explanation));
      }),
    );
};
