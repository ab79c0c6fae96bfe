import { write } from '../../api/client.js';
import type { CellRow, LegRows, RowsRequest, RowsResult } from '../../api/types.js';
import { columnFields } from '../../export/column-fields.js';
import type { ExportTable } from '../../export/table.js';
import { words } from '../../format/words.js';

/** As many rows as a workbook is made of in the browser; the CSV is written by the server and holds all. */
export const mostRowsOfWorkbook = 20_000;
const pageSize = 1000;

/** All records of one part of a figure, up to the most that a workbook takes. */
const allRows = async (request: RowsRequest, leg: LegRows): Promise<readonly CellRow[]> => {
  const rows: CellRow[] = [];
  const end = Math.min(leg.count, mostRowsOfWorkbook);
  while (rows.length < end) {
    const page = await write<RowsResult>('POST', '/rows', {
      ...request,
      legs: [leg.leg],
      limit: pageSize,
      offset: rows.length,
    });
    const found = page.legs.find((one) => one.leg === leg.leg)?.rows ?? [];
    if (found.length === 0) break;
    rows.push(...found);
  }
  return rows.slice(0, end);
};

/** The records behind a figure as a table: the same columns as the CSV that the server writes. */
export const rowsTable = async (
  request: RowsRequest,
  leg: LegRows,
  title: string,
): Promise<Omit<ExportTable, 'notes'>> => {
  const rows = await allRows(request, leg);
  const columns = [
    rows.map(({ record_id: id }) => id),
    columnFields(
      'date',
      rows.map(({ date }) => date),
    ),
    columnFields(
      'contribution',
      rows.map(({ contribution }) => contribution),
    ),
    ...leg.columns.map((column) =>
      columnFields(
        column,
        rows.map(({ values }) => values[column] ?? null),
      ),
    ),
    rows.map(({ file }) => file ?? null),
    rows.map(({ row_number: row }) => row),
    rows.map(({ batch_id: batch }) => batch),
  ];
  return {
    title: `${title}, ${words(leg.leg).toLowerCase()}: ${rows.length} of ${leg.count} records, adding up to ${leg.total} in all`,
    file: `${request.metric}-${leg.leg}-${request.from}`,
    header: ['record_id', 'date', 'contribution', ...leg.columns, 'file', 'row_number', 'batch_id'],
    rows: rows.map((_, index) => columns.map((column) => column[index])),
  };
};
