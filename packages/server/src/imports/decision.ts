import { importFiles } from '@bellwether/warehouse';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Host } from '../host.js';
import { Staging } from './staging.js';

/** What a person says of two account records, by their ids as Bellwether shows them. */
export type Decision =
  | { readonly kind: 'unite'; readonly losing: string; readonly winning: string }
  | { readonly kind: 'separate'; readonly one: string; readonly other: string };

interface DecisionFile {
  readonly name: string;
  readonly stream: string;
  readonly entity: string;
  readonly row: Readonly<Record<string, string>>;
}

/** The table of one row that says it. */
const fileOf = (decision: Decision, at: string): DecisionFile =>
  decision.kind === 'unite'
    ? {
        name: 'united-by-a-person.csv',
        stream: 'united',
        entity: 'entity_merge',
        row: { entity: 'account', losing_id: decision.losing, winning_id: decision.winning, merged_at: at },
      }
    : {
        name: 'separated-by-a-person.csv',
        stream: 'separated',
        entity: 'entity_separation',
        row: { entity: 'account', one_id: decision.one, other_id: decision.other, separated_at: at },
      };

/**
 * How the file is read. It is named with the import, so it stands in no list of what a file may be taken for; the source
 * tells decisions of people from what sources recorded. Ids have their source already, so none is put before them.
 */
const mappingOf = ({ stream, entity, row }: DecisionFile): string =>
  // JSON is YAML.
  JSON.stringify({
    source: 'people',
    title: 'Decisions of people',
    streams: {
      [stream]: {
        recognise: { headers: Object.keys(row) },
        locale: 'iso',
        entities: [
          {
            entity,
            columns: Object.fromEntries(
              Object.keys(row).map((name) => [
                name,
                name.endsWith('_id') ? { from: name, prefix: '' } : { from: name },
              ]),
            ),
          },
        ],
      },
    },
  });

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/**
 * Imports a decision as the file of a user: it is landed, checked and counted, stands in the list of imports, and undoing
 * that import takes it back. Gives the import. To be run in the queue of all writing.
 */
export const importDecision = async (host: Host, decision: Decision): Promise<string> => {
  // The time makes the file its own: what was taken back can be said again.
  const file = fileOf(decision, new Date().toISOString());
  const staging = new Staging(join(host.imports.staging, randomBytes(8).toString('hex')), host.limits);
  try {
    const lines = [Object.keys(file.row), Object.values(file.row).map(quoted)];
    await staging.add(file.name, Readable.from(`${lines.map((cells) => cells.join(',')).join('\n')}\n`));
    const mapping = join(staging.folder, 'mapping.yaml');
    writeFileSync(mapping, mappingOf(file), { mode: 0o600 });
    const { batchId, rowsLoaded } = await importFiles(host.workspace, [file.name], {
      from: staging.folder,
      mapping,
      as: `people.${file.stream}`,
    });
    if (batchId === null || rowsLoaded !== 1)
      throw new Error(`a decision of a person was not loaded: ${JSON.stringify(decision)}`);
    return batchId;
  } finally {
    staging.remove();
  }
};
