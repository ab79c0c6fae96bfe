import { send } from '../../api/client.js';
import type { LegRows, RowsRequest } from '../../api/types.js';
import { AccountLink } from '../../components/account-link.js';
import { DataTable } from '../../components/data-table.js';
import { Pager } from '../../components/pager.js';
import { ProblemNote } from '../../components/states.js';
import { useBusy } from '../../components/use-busy.js';
import { download } from '../../export/download.js';
import { saveXlsx } from '../../export/save.js';
import { useExportNotes } from '../../export/use-export-notes.js';
import { count, grouped } from '../../format/number.js';
import { dateText } from '../../format/period-name.js';
import { words } from '../../format/words.js';
import { type MetricContext, metricNotes } from './metric-context.js';
import { BinsOfRows } from './rows-distribution.js';
import { mostRowsOfWorkbook, rowsTable } from './rows-table.js';

/** Records that are shown at a time. */
export const rowsPageSize = 50;

const sum = (text: string): string => grouped(Number(text), Number.isInteger(Number(text)) ? 0 : 2);

/** Columns that say something on this page: those that are empty throughout are left out. */
const usedColumns = ({ columns, rows }: LegRows): readonly string[] =>
  columns.filter((column) => rows.some(({ values }) => (values[column] ?? '') !== ''));

/** A value of a record; an account leads to its page. */
const RowValue = ({
  column,
  value,
}: {
  readonly column: string;
  readonly value: string | null | undefined;
}) =>
  value === null || value === undefined || value === '' ? (
    '–'
  ) : column === 'account_id' ? (
    <AccountLink id={value} />
  ) : (
    value
  );

/** The records of one part of a figure, what they add up to, and all of them as a file. */
export const RowsLeg = ({
  context,
  leg,
  request,
  offset,
  onPage,
}: {
  readonly context: MetricContext;
  readonly leg: LegRows;
  readonly request: RowsRequest;
  readonly offset: number;
  readonly onPage: (offset: number) => void;
}) => {
  const { isBusy: isSaving, error, run: saving } = useBusy();
  const notes = useExportNotes(metricNotes(context));
  const save = (): Promise<void> =>
    saving(async () => {
      const { legs: _legs, limit: _limit, offset: _offset, ...body } = request;
      const response = await send('/rows.csv', {
        method: 'POST',
        body: JSON.stringify({ ...body, leg: leg.leg }),
        headers: { 'content-type': 'application/json' },
      });
      download(`${request.metric}-${leg.leg}-${request.from}.csv`, await response.blob());
    });
  const saveWorkbook = (): Promise<void> =>
    saving(async () => {
      const table = await rowsTable(request, leg, context.metric.name);
      await saveXlsx({ ...table, notes }, context.organisation.currency);
    });
  const columns = usedColumns(leg);
  return (
    <>
      <p className="rows-total">
        <strong>{count(leg.count)}</strong> {leg.count === 1 ? 'record' : 'records'} of{' '}
        {words(leg.fact).toLowerCase()}; their contributions add up to <strong>{sum(leg.total)}</strong>
        {leg.value === null || Number(leg.value) === Number(leg.total) ? null : (
          <>
            , which makes <strong>{sum(leg.value)}</strong>
          </>
        )}
        .{' '}
        <button type="button" className="link-button" disabled={isSaving} onClick={() => void save()}>
          {isSaving ? 'Exporting …' : `Export all ${count(leg.count)} as CSV`}
        </button>{' '}
        <button type="button" className="link-button" disabled={isSaving} onClick={() => void saveWorkbook()}>
          {leg.count > mostRowsOfWorkbook ? `the first ${count(mostRowsOfWorkbook)} as XLSX` : 'as XLSX'}
        </button>
      </p>
      {error === null ? null : <ProblemNote error={error} />}
      <DataTable
        caption={`Records behind ${words(leg.leg).toLowerCase()}`}
        rows={leg.rows}
        rowKey={(row, index) => `${row.record_id}${row.row_number}${index}`}
        empty="No record."
        columns={[
          { key: 'record', header: 'Record', cell: (row) => <code>{row.record_id ?? '–'}</code> },
          { key: 'date', header: 'Date', cell: (row) => (row.date === null ? '–' : dateText(row.date)) },
          {
            key: 'adds',
            header: 'Adds',
            align: 'right',
            cell: (row) => (row.contribution === null ? '–' : sum(row.contribution)),
          },
          ...columns.map((column) => ({
            key: `c-${column}`,
            header: words(column),
            cell: (row: LegRows['rows'][number]) => <RowValue column={column} value={row.values[column]} />,
          })),
          {
            key: 'source',
            header: 'Came with',
            cell: (row) =>
              row.batch_id === null
                ? '–'
                : `${row.batch_id}, ${row.file ?? ''}${row.row_number === null ? '' : ` row ${row.row_number}`}`,
          },
        ]}
      />
      <Pager offset={offset} pageSize={rowsPageSize} total={leg.count} onPage={onPage} />
      <BinsOfRows leg={leg} notes={metricNotes(context)} />
    </>
  );
};
