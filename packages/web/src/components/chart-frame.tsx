import { type ReactNode, useState } from 'react';
import { type CsvField, csvText } from '../format/csv.js';
import { DataTable } from './data-table.js';
import { downloadCsv, downloadPng } from './download.js';
import { useWidth } from './use-width.js';

interface Props {
  readonly title: string;
  /** Set when the page already says the title in a heading. */
  readonly hideTitle?: boolean | undefined;
  readonly caption?: ReactNode;
  /** What the chart shows, as a table: behind the toggle, and in the export. */
  readonly header: readonly string[];
  readonly rows: readonly (readonly CsvField[])[];
  /** Rows as a person reads them, where that differs from the export. */
  readonly shown?: readonly (readonly string[])[] | undefined;
  /** File name without its ending. */
  readonly file: string;
  /** First lines of the export: definition, filters, zone, as-of. */
  readonly notes: readonly string[];
  readonly children: (width: number) => ReactNode;
}

/** A chart with its title, its data table behind a toggle, and its exports. */
export const ChartFrame = ({
  title,
  hideTitle,
  caption,
  header,
  rows,
  shown,
  file,
  notes,
  children,
}: Props) => {
  const [asTable, setAsTable] = useState(false);
  const [element, width] = useWidth<HTMLDivElement>();
  const table =
    shown ??
    rows.map((row) => row.map((field) => (field === null || field === undefined ? '–' : String(field))));
  const savePng = (): void => {
    const svg = element.current?.querySelector('svg');
    if (svg) void downloadPng(`${file}.png`, svg);
  };
  return (
    <figure className="chart-frame">
      <div className="chart-head">
        <figcaption className={hideTitle === true ? 'sr-only' : 'chart-title'}>{title}</figcaption>
        <div className="chart-tools">
          <button
            type="button"
            className="quiet-button"
            aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? 'Show chart' : 'Show table'}
          </button>
          <button
            type="button"
            className="quiet-button"
            onClick={() => downloadCsv(`${file}.csv`, csvText(header, rows, notes))}
          >
            CSV
          </button>
          {asTable ? null : (
            <button type="button" className="quiet-button" onClick={savePng}>
              PNG
            </button>
          )}
        </div>
      </div>
      <div className="chart-room" ref={element}>
        {asTable ? (
          <DataTable
            caption={title}
            columns={header.map((name, index) => ({
              key: name,
              header: name,
              align: index === 0 ? undefined : 'right',
              cell: (row: readonly string[]) => row[index] ?? '',
            }))}
            rows={table}
            rowKey={(row, index) => `${row[0]}${index}`}
          />
        ) : (
          children(width)
        )}
      </div>
      {caption === undefined ? null : <div className="chart-caption">{caption}</div>}
    </figure>
  );
};
