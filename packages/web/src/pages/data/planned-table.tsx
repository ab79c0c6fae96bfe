import type { PlannedHeader, PlannedTable } from '../../api/types-data.js';
import { DataTable } from '../../components/data-table.js';
import { count } from '../../format/number.js';
import { plural, words } from '../../format/words.js';

const fates: Readonly<Record<PlannedTable['fate'], string>> = {
  load: 'ready',
  already_loaded: 'already loaded',
  not_needed: 'not needed',
  unrecognised: 'not recognised',
  undecided: 'two kinds fit',
  ambiguous: 'needs an answer',
  empty: 'no rows',
};

const goesTo = ({ used, mapped }: PlannedHeader): string =>
  mapped.length > 0
    ? mapped.map((target) => target.replace('.', ': ').replaceAll('_', ' ')).join(', ')
    : used === false
      ? 'kept, not used'
      : used === true
        ? 'used'
        : '–';

/** One table of a file: what it was taken for, with confidence; each column with the proof of how it is read. */
export const PlannedTableView = ({
  table,
  isOpen,
}: {
  readonly table: PlannedTable;
  readonly isOpen: boolean;
}) => (
  <details className={`planned is-${table.fate}`} open={isOpen || table.fate === 'ambiguous'}>
    <summary>
      <b>{table.file}</b> <span className={`status status-${table.fate}`}>{fates[table.fate]}</span>
      <span className="quiet">
        {plural(table.rows, 'row')}
        {table.streamTitle === null ? '' : `; ${table.streamTitle}`}
        {table.confidence === null ? '' : `, ${Math.round(table.confidence * 100)} % sure`}
        {table.entities.length === 0
          ? ''
          : `; gives ${table.entities.map(({ entity }) => words(entity).toLowerCase()).join(', ')}`}
      </span>
    </summary>
    {table.reason === null ? null : <p>{table.reason}</p>}
    {table.notes.map(({ rule, message }) => (
      <p key={`${rule}${message}`} className="quiet">
        <code>{rule}</code> {message}
      </p>
    ))}
    {table.problemCount === 0 ? null : (
      <>
        <p>{plural(table.problemCount, 'row cannot', 'rows cannot')} be read:</p>
        <ul>
          {table.problems.map(({ line, rule, message }) => (
            <li key={`${line}${rule}`}>
              Line {count(line)}: {message} <code>{rule}</code>
            </li>
          ))}
        </ul>
      </>
    )}
    <DataTable
      caption={`Columns of ${table.file}`}
      rows={table.headers}
      rowKey={({ name }) => name}
      columns={[
        { key: 'header', header: 'Column', cell: ({ header }) => header },
        { key: 'to', header: 'Goes to', cell: goesTo },
        { key: 'as', header: 'Read as', cell: ({ format }) => format ?? '–' },
        { key: 'proof', header: 'Because', wraps: true, cell: ({ proof }) => proof ?? '' },
        { key: 'examples', header: 'Examples', cell: ({ examples }) => examples.slice(0, 3).join(' · ') },
        {
          key: 'empty',
          header: 'Empty',
          align: 'right',
          cell: ({ empty }) => (empty === null ? '' : count(empty)),
        },
        {
          key: 'bad',
          header: 'Unreadable',
          align: 'right',
          cell: ({ bad }) =>
            bad === null || bad.count === 0
              ? ''
              : `${count(bad.count)}: ${bad.examples.slice(0, 2).join(', ')}`,
        },
      ]}
    />
    {table.samples.length === 0 ? null : (
      <DataTable
        caption={`First rows of ${table.file}`}
        showCaption
        rows={table.samples.slice(0, 5)}
        rowKey={(_, index) => String(index)}
        columns={table.headers.map(({ name, header }, index) => ({
          key: name,
          header,
          cell: (row: readonly (string | null)[]) => row[index] ?? '',
        }))}
      />
    )}
  </details>
);
