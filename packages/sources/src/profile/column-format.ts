/** How the values of one column are written. Plain data, so it can be stored with the batch and shown. */

export type DateOrder = 'YMD' | 'DMY' | 'MDY';
export type DecimalMark = '.' | ',';
/** `' '` stands for a blank, a no-break space (U+00A0) and a narrow no-break space (U+202F); `"'"` also for ’. */
export type GroupingMark = '' | ',' | '.' | ' ' | "'";
export type TimePrecision = 'day' | 'minute' | 'second' | 'millisecond';

export interface TextFormat {
  readonly kind: 'text';
}

export interface NumberFormat {
  readonly kind: 'number';
  readonly decimal: DecimalMark;
  readonly grouping: GroupingMark;
  /** Every value is digits with at most a leading sign, one point and an exponent: SQL reads it unaided. */
  readonly plain: boolean;
  /** Some value carries a percent sign; `12 %` is read as 0.12. */
  readonly percent: boolean;
  /** Some value ends in K, M or B (thousand, million, billion). */
  readonly suffix: boolean;
  /** The currency as written (`R$`, `€`, `USD`), null when none or more than one is. */
  readonly currency: string | null;
}

export interface DateFormat {
  readonly kind: 'date';
  readonly order: DateOrder;
  /** `''` is the compact YYYYMMDD. */
  readonly separator: '-' | '/' | '.' | ' ' | '';
  readonly twoDigitYear: boolean;
  readonly monthName: boolean;
  readonly clock: 12 | 24;
  /** none: wall times; utc: every value says Z, UTC or +00:00; some: read from each value. */
  readonly offset: 'none' | 'utc' | 'some';
  readonly time: TimePrecision | 'mixed';
  /** Every value stands at 00:00: the clock says nothing, so the precision is a day. */
  readonly midnightOnly: boolean;
}

export interface EpochFormat {
  readonly kind: 'epoch';
  readonly unit: 's' | 'ms' | 'us';
}

export interface FlagFormat {
  readonly kind: 'flag';
}

export type ColumnFormat = TextFormat | NumberFormat | DateFormat | EpochFormat | FlagFormat;

export const textFormat: TextFormat = Object.freeze({ kind: 'text' });
export const plainFlag: FlagFormat = Object.freeze({ kind: 'flag' });

export const plainNumber: NumberFormat = Object.freeze({
  kind: 'number',
  decimal: '.',
  grouping: '',
  plain: true,
  percent: false,
  suffix: false,
  currency: null,
});

/** ISO 8601 dates and times, with or without an offset: what APIs and warehouses write. */
export const isoDate: DateFormat = Object.freeze({
  kind: 'date',
  order: 'YMD',
  separator: '-',
  twoDigitYear: false,
  monthName: false,
  clock: 24,
  offset: 'some',
  time: 'mixed',
  midnightOnly: false,
});

/** The same way of writing with the order a person declared (`--date-order`, `date_order:`). */
export const withDateOrder = (format: DateFormat, order: DateOrder): DateFormat => ({ ...format, order });

/** The same way of writing with the decimal mark a person declared (`--decimal`, `decimal:`); the other mark groups. */
export const withDecimal = (format: NumberFormat, decimal: DecimalMark): NumberFormat => ({
  ...format,
  decimal,
  grouping:
    format.grouping === ' ' || format.grouping === "'" ? format.grouping : decimal === '.' ? ',' : '.',
  plain: false,
});

/** `27-07-2023 03:00`-like text that names a format to a person: `DD-MM-YYYY HH:MM`. */
export const describeFormat = (format: ColumnFormat): string => {
  switch (format.kind) {
    case 'flag':
      return 'yes/no';
    case 'epoch':
      return `seconds since 1970${format.unit === 's' ? '' : ` in ${format.unit}`}`;
    case 'number': {
      const marks = `decimal mark '${format.decimal}'${format.grouping ? `, thousands '${format.grouping}'` : ''}`;
      const more = [
        format.percent ? 'percent' : '',
        format.suffix ? 'K/M/B' : '',
        format.currency ? `currency ${format.currency}` : '',
      ];
      return ['number', marks, ...more.filter((part) => part !== '')].join(', ');
    }
    case 'date': {
      const year = format.twoDigitYear ? 'YY' : 'YYYY';
      const month = format.monthName ? 'Mon' : 'MM';
      const parts = { YMD: [year, month, 'DD'], DMY: ['DD', month, year], MDY: [month, 'DD', year] }[
        format.order
      ];
      const time = {
        day: '',
        minute: ' HH:MM',
        second: ' HH:MM:SS',
        millisecond: ' HH:MM:SS.fff',
        mixed: ' with or without a time',
      };
      return `date ${parts.join(format.separator)}${time[format.time]}${format.clock === 12 ? ' AM/PM' : ''}${format.offset === 'none' ? '' : ' with offset'}`;
    }
    default:
      return 'text';
  }
};
