import { findEntity } from '@bellwether/model';
import { describeFormat } from '../profile/column-format.js';
import type { ColumnProfile } from '../profile/column-profile.js';
import { HeaderIndex } from './headers.js';
import type { RawColumn } from './headers.js';
import type { Stream } from './pack.js';
import { plainPacks } from './plain-packs.js';

/** A YAML scalar that reads back as the same text: JSON is YAML. */
const scalar = (text: string): string => (/^[A-Za-z][\w ]*$/.test(text) ? text : JSON.stringify(text));

const slug = (text: string): string => {
  const words = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
  return /^[a-z]/.test(words) ? words : `table_${words}`.replace(/_$/, '');
};

/** The canonical columns that headers of the table already speak for: column → header. */
const matched = (stream: Stream, columns: readonly RawColumn[]): ReadonlyMap<string, string> => {
  const index = new HeaderIndex(columns, stream.labels);
  const names = Object.keys(stream.entities[0]?.columns ?? {});
  return new Map(
    names.flatMap((name) => {
      const column = index.find(name);
      return column ? [[name, column.header] as const] : [];
    }),
  );
};

/** The entity whose usual headers cover most of the table. */
const closest = (columns: readonly RawColumn[]): Stream | undefined =>
  plainPacks()
    .streams.map((stream) => ({ stream, covered: new Set(matched(stream, columns).values()).size }))
    .sort((a, b) => b.covered - a.covered)[0]?.stream;

/**
 * A mapping file to start from, for a table that no pack knows: what could be guessed is filled in, every other header
 * stands in a comment with what profiling found, and needed columns that nothing gives are named.
 * @param profiles profiles of the columns; those that are missing are left without a description.
 * @returns YAML that `parseMapping` reads.
 */
export const scaffold = (
  table: { readonly name: string; readonly columns: readonly RawColumn[] },
  profiles: readonly ColumnProfile[],
): string => {
  const columns = table.columns.filter((column) => column.header !== '');
  const stream = closest(columns);
  const entity = stream ? findEntity(stream.name) : undefined;
  if (!stream || !entity) return '';
  const found = matched(stream, columns);
  const used = new Set(found.values());
  const formats = new Map(profiles.map((profile) => [profile.name, profile.formats[0]]));
  const described = (column: RawColumn): string => {
    const format = formats.get(column.name);
    return format ? ` (${describeFormat(format)})` : '';
  };
  const byHeader = new Map(columns.map((column) => [column.header, column]));
  const lines = [
    `# Mapping of ${table.name}. Columns of ${entity.name}: ${Object.keys(entity.columns).join(', ')}.`,
    `source: ${slug(table.name)}`,
    'streams:',
    `  ${slug(table.name)}:`,
    `    recognise: { headers: [${columns.map((column) => scalar(column.header)).join(', ')}] }`,
    '    entities:',
    `      - entity: ${entity.name}`,
    '        columns:',
    ...[...found].map(([name, header]) => {
      const column = byHeader.get(header);
      return `          ${name}: ${scalar(header)}${column ? ` #${described(column)}` : ''}`.replace(
        / #$/,
        '',
      );
    }),
    ...Object.entries(entity.columns)
      .filter(([name, column]) => column.required && !found.has(name))
      .map(([name, column]) => `          # ${name}: needed: ${column.description}`),
    ...columns
      .filter((column) => !used.has(column.header))
      .map((column) => `          # not mapped: ${column.header}${described(column)}`),
  ];
  return `${lines.join('\n')}\n`;
};
