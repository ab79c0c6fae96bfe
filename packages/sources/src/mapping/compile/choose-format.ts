import type { ColumnType } from '@bellwether/model';
import { ambiguityOf } from './ambiguity.js';
import { isoDate, plainNumber, withDateOrder, withDecimal } from './profile-port.js';
import type { ColumnFormat } from './profile-port.js';
import type { RowScope } from './row-scope.js';
import type { Branch } from './value-branches.js';

const fits = (format: ColumnFormat, type: ColumnType): boolean =>
  type === 'instant' || type === 'date'
    ? format.kind === 'date' || format.kind === 'epoch'
    : type === 'flag'
      ? format.kind === 'flag'
      : format.kind === 'number';

/**
 * How the text of a branch is read as a type: `iso` for layouts that machines write and for texts that come from no
 * column; else the best proven format of the column that fits, with the order or mark that a person declared.
 */
export const chooseFormat = (branch: Branch, type: ColumnType, scope: RowScope): ColumnFormat | 'iso' => {
  const { reading, column } = branch;
  if (reading.isIso || !column) return 'iso';
  const profile = scope.profiles.get(column.name);
  const isTime = type === 'instant' || type === 'date';
  const isDeclared = isTime ? reading.dateOrder !== null : reading.decimal !== null;
  // Whole numbers have no decimal mark: the mark in 48,210 can only group.
  const grouped = profile?.formats.find((format) => format.kind === 'number' && format.grouping !== '');
  if (type === 'integer' && !isDeclared && grouped) return grouped;
  const open = isDeclared ? null : ambiguityOf(profile, type);
  if (open) scope.ambiguous.set(column.name, open);
  const proven = profile?.formats.find((format) => fits(format, type));
  if (isTime) {
    const format = proven ?? isoDate;
    return reading.dateOrder && format.kind === 'date'
      ? withDeclaredOrder(format, reading.dateOrder)
      : format;
  }
  const format = proven ?? plainNumber;
  return reading.decimal && format.kind === 'number' && format.decimal !== reading.decimal
    ? withDecimal(format, reading.decimal)
    : format;
};

/** A year of four digits in front or a month in words speaks for itself, whatever was declared. */
const withDeclaredOrder = (
  format: ColumnFormat & { kind: 'date' },
  order: 'YMD' | 'DMY' | 'MDY',
): ColumnFormat =>
  format.monthName || (format.order === 'YMD' && !format.twoDigitYear)
    ? format
    : withDateOrder(format, order);
