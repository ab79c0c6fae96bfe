import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  readonly align?: 'right' | undefined;
  /** Long text: it breaks into lines. */
  readonly wraps?: boolean | undefined;
  readonly cell: (row: Row) => ReactNode;
  /** Lets the column be sorted by; the name is handed to `onSort`. */
  readonly sort?: string | undefined;
}

interface Props<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row, index: number) => string;
  /** Shows the caption; otherwise only screen readers get it. */
  readonly showCaption?: boolean | undefined;
  /** `name` or `-name` for the other way round. */
  readonly sorted?: string | undefined;
  readonly onSort?: ((sort: string) => void) | undefined;
  readonly empty?: ReactNode;
}

const classOf = (align: 'right' | undefined, wraps: boolean | undefined): string =>
  align === 'right' ? 'is-number' : wraps === true ? 'wraps' : '';

/** More columns than fit a narrow screen: there each row becomes a card, with the header beside each value. */
const mostNarrow = 4;

/** A style that makes a card of a row takes from it, for assistive technology, what a table is: the roles say it again. */
const roles = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  columnHeader: { role: 'columnheader' },
  rowHeader: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const;

/** A table whose first column names the row; on a narrow screen it scrolls inside itself, or is a list of cards. */
export const DataTable = <Row,>({
  caption,
  columns,
  rows,
  rowKey,
  showCaption,
  sorted,
  onSort,
  empty,
}: Props<Row>) => (
  <div
    className={columns.length > mostNarrow ? 'table-scroll as-cards' : 'table-scroll'}
    role="region"
    aria-label={caption}
    tabIndex={0}
  >
    <table {...roles.table}>
      <caption className={showCaption === true ? '' : 'sr-only'}>{caption}</caption>
      <thead {...roles.group}>
        <tr {...roles.row}>
          {columns.map(({ key, header, align, sort }) => {
            const active = sort !== undefined && (sorted === sort || sorted === `-${sort}`);
            return (
              <th
                key={key}
                scope="col"
                {...roles.columnHeader}
                className={align === 'right' ? 'is-number' : ''}
                {...(active
                  ? { 'aria-sort': sorted === sort ? ('ascending' as const) : ('descending' as const) }
                  : {})}
              >
                {sort === undefined || !onSort ? (
                  header
                ) : (
                  <button
                    type="button"
                    className="sort"
                    onClick={() => onSort(sorted === `-${sort}` ? sort : `-${sort}`)}
                  >
                    {header}
                    <span aria-hidden="true">{active ? (sorted === sort ? ' ↑' : ' ↓') : ''}</span>
                  </button>
                )}
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody {...roles.group}>
        {rows.map((row, index) => (
          <tr key={rowKey(row, index)} {...roles.row}>
            {columns.map(({ key, header, align, wraps, cell }, at) =>
              at === 0 ? (
                <th key={key} scope="row" {...roles.rowHeader} className={classOf(align, wraps)}>
                  {cell(row)}
                </th>
              ) : (
                <td key={key} {...roles.cell} className={classOf(align, wraps)} data-label={header}>
                  {cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
        {rows.length === 0 && empty !== undefined ? (
          <tr {...roles.row}>
            <td colSpan={columns.length} {...roles.cell} className="quiet">
              {empty}
            </td>
          </tr>
        ) : null}
      </tbody>
    </table>
  </div>
);
