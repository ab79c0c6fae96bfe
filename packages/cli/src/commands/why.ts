import type { AccountEvidence } from '@bellwether/warehouse';
import type { Command } from 'commander';
import { type Format, parseFormat, print, printJson } from '../output/format.js';
import { textTable } from '../output/text-table.js';
import { withWorkspace } from '../workspace-option.js';

type Link = AccountEvidence['links'][number];

/** How two records were found to be one, in words. */
const methods: Readonly<Record<Link['method'], string>> = {
  declared: 'united by a person',
  external_id: 'names the other’s id',
  source_merge: 'merged by its source',
  exact_email: 'same e-mail address',
  domain: 'same internet domain',
  parent: 'child of the other',
};

const linkText = ({ one, other, method, confidence, because }: Link): string =>
  `${one} and ${other}: ${methods[method]} (${because}), ${Math.round(confidence * 100)} % sure`;

const text = ({ id, name, records, links, keptApart }: AccountEvidence): string =>
  [
    `${name ?? id} (${id}) is one account of ${records.length} ${records.length === 1 ? 'record' : 'records'}.`,
    '',
    textTable(
      ['Record', 'Name', 'Domain', 'E-mail', 'Came with'].map((header) => ({ header, flexible: true })),
      records.map((record) => [
        record.id,
        record.name ?? '',
        record.domain ?? '',
        record.email ?? '',
        record.file === null ? 'only named by other rows' : `${record.file} row ${String(record.row)}`,
      ]),
    ),
    ...(links.length === 0 ? [] : ['', 'One because of:', ...links.map((link) => `  ${linkText(link)}`)]),
    ...keptApart.flatMap(({ one, other, batches, refused }) => [
      '',
      `Kept apart: ${one.id} and ${other.id}, by a person, import ${batches.join(', ')}.`,
      ...refused.map((link) => `  does not count: ${linkText(link)}`),
    ]),
  ].join('\n');

export const addWhy = (program: Command): void => {
  program
    .command('why')
    .argument('<record>', 'the id of an account record, such as hubspot:123')
    .description('why records of the sources are one account, and what a person keeps apart')
    .option('-w, --workspace <dir>', 'the workspace')
    .option('--format <format>', 'table or json', parseFormat, 'table')
    .addHelpText('after', '\nExample:\n  bellwether why hubspot:123')
    .action((record: string, options: { workspace?: string; format: Format }) =>
      withWorkspace(options.workspace, async (library) => {
        const evidence = await library.ask('why', { record });
        if (options.format === 'json') printJson(evidence);
        else if (evidence === null) print(`Nothing speaks for ${record} being one with another record.`);
        else print(text(evidence));
      }),
    );
};
