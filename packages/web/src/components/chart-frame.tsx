import { type ReactNode, useState } from 'react';
import { useOrganisation } from '../api/queries.js';
import { downloadPng } from '../export/download.js';
import type { Field, Note } from '../export/table.js';
import { dateText, periodText } from '../format/period-name.js';
import { valueText } from '../format/value.js';
import { DataTable } from './data-table.js';
import { ExportButtons } from './export-buttons.js';
import { useWidth } from './use-width.js';

interface Props {
  readonly title: string;
  /** Set when the page already says the title in a heading. */
  readonly hideTitle?: boolean | undefined;
  readonly caption?: ReactNode;
  /** What the chart shows, as a table: behind the toggle, and in the exports. */
  readonly header: readonly string[];
  readonly rows: readonly (readonly Field[])[];
  /** File name without its ending. */
  readonly file: string;
  /** What an export says besides whose figures they are: definition, period, filters. */
  readonly notes: readonly Note[];
  readonly children: (width: number) => ReactNode;
}

/** A field as a person reads it. */
const shownField = (field: Field, currency: string): string => {
  if (field === null || field === undefined) return '–';
  if (typeof field !== 'object') return String(field);
  if ('period' in field) return periodText(field.period);
  if ('day' in field) return field.day === null ? '–' : dateText(field.day);
  return valueText(field.value, field.unit, currency);
};

/** A chart with its title, its data table behind a toggle, and its exports. */
export const ChartFrame = ({ title, hideTitle, caption, header, rows, file, notes, children }: Props) => {
  const [asTable, setAsTable] = useState(false);
  const [element, width] = useWidth<HTMLDivElement>();
  const currency = useOrganisation().data?.currency ?? 'EUR';
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
          <ExportButtons table={() => ({ title, file, header, rows })} notes={notes} of={title} />
          {asTable ? null : (
            <button
              type="button"
              className="quiet-button"
              aria-label={`Export ${title} as PNG`}
              onClick={savePng}
            >
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
              cell: (row: readonly Field[]) => shownField(row[index], currency),
            }))}
            rows={rows}
            rowKey={(_, index) => String(index)}
          />
        ) : (
          children(width)
        )}
      </div>
      {caption === undefined ? null : <div className="chart-caption">{caption}</div>}
    </figure>
  );
};
