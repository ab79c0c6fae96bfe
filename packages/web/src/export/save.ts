import { csvText } from '../format/csv.js';
import { download, downloadCsv } from './download.js';
import { type ExportTable, plainField } from './table.js';

export const saveCsv = ({ file, header, rows, notes }: ExportTable): void =>
  downloadCsv(
    `${file}.csv`,
    csvText(
      header,
      rows.map((row) => row.map(plainField)),
      notes.map(([name, text]) => `${name}: ${text}`),
    ),
  );

/** The writer of workbooks is fetched when the first one is asked for. */
export const saveXlsx = async (table: ExportTable, currency: string): Promise<void> => {
  const { workbook } = await import('./workbook.js');
  download(`${table.file}.xlsx`, await workbook(table, currency));
};
