import writeXlsxFile, { type CellObject } from 'write-excel-file/universal';
import type { Unit } from '../api/types.js';
import { currencySign } from '../format/value.js';
import type { ExportTable, Field } from './table.js';

/** More than this a cell cannot hold; a spreadsheet calls the whole file broken. */
const longestText = 32_767;

const moneyFormat = (currency: string): string => {
  const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return `[$${currencySign(currency)}]#,##0${digits === 0 ? '' : `.${'0'.repeat(digits)}`}`;
};

/** How a spreadsheet shows a figure; the number in the cell stays the one of the API. */
const numberFormat = (value: number, unit: Unit, currency: string): string => {
  switch (unit) {
    case 'ratio':
      return '0.0%';
    case 'money':
      return moneyFormat(currency);
    case 'money_per_day':
      return `${moneyFormat(currency)}"/day"`;
    case 'seconds':
      return '#,##0" s"';
    case 'days':
      return '#,##0.0" days"';
    case 'months':
      return '#,##0.0" months"';
    case 'times':
      return '0.00"×"';
    case 'nps':
      return '+0;-0;0';
    case 'count':
      return Number.isInteger(value) ? '#,##0' : '#,##0.00';
    default:
      return '#,##0.0';
  }
};

/** Text is written as text, whatever it begins with: a spreadsheet runs nothing of it. */
const text = (value: string): CellObject => ({ value: value.slice(0, longestText), type: String });

const cellOf = (field: Field, currency: string): CellObject | null => {
  if (field === null || field === undefined || field === '') return null;
  if (typeof field === 'number') return { value: field, type: Number };
  if (typeof field === 'string') return text(field);
  if ('period' in field) return text(field.period);
  if ('day' in field)
    return field.day === null
      ? null
      : { value: new Date(`${field.day.slice(0, 10)}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' };
  if (field.value === null) return null;
  const value = Number(field.value);
  return { value, type: Number, format: numberFormat(value, field.unit, currency) };
};

const lengthOf = (cell: CellObject | null): number =>
  cell === null ? 0 : cell.value instanceof Date ? 10 : String(cell.value).length + 3;

const widths = (data: readonly (readonly (CellObject | null)[])[]): { width: number }[] =>
  (data[0] ?? []).map((_, column) => ({
    width: Math.min(60, Math.max(9, ...data.slice(0, 200).map((row) => lengthOf(row[column] ?? null)))),
  }));

/** A workbook of two sheets: the table, and what has to be known to read it. */
export const workbook = ({ title, header, rows, notes }: ExportTable, currency: string): Promise<Blob> => {
  const data = [
    header.map((name): CellObject => ({ ...text(name), fontWeight: 'bold' })),
    ...rows.map((row) => row.map((field) => cellOf(field, currency))),
  ];
  const about = [['Table', title] as const, ...notes].map(([name, said]): CellObject[] => [
    { ...text(name), fontWeight: 'bold' },
    text(said),
  ]);
  return writeXlsxFile([
    { sheet: 'Figures', data, stickyRowsCount: 1, columns: widths(data) },
    { sheet: 'About', data: about, columns: [{ width: 18 }, { width: 100 }] },
  ]).toBlob();
};
