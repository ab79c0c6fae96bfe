import { addMonths, dateOf, dayOf, isoDay } from './days.js';
import { instantAt } from './berlin.js';

/** The simulated years: truth covers [firstDay, endDay); records reach back to `historyDay`. */
export const historyDay = dayOf(2022, 1, 1);
export const firstDay = dayOf(2023, 1, 1);
export const endDay = dayOf(2026, 1, 1);
export const asOfDay = endDay - 1;
/** First instant after everything that is known. */
export const endInstant = instantAt(endDay, 0);
export const goLiveDay = dayOf(2024, 7, 1);
export const monthCount = 36;

export type Grain = 'month' | 'quarter' | 'year' | 'fiscal_quarter' | 'fiscal_year' | 'total';

/** A period of whole months: [startDay, endDay), months [firstMonth, endMonth) counted from January 2023. */
export interface Period {
  readonly key: string;
  readonly grain: Grain;
  readonly firstMonth: number;
  readonly endMonth: number;
  readonly startDay: number;
  readonly endDay: number;
}

const period = (key: string, grain: Grain, firstMonth: number, endMonth: number): Period => ({
  key,
  grain,
  firstMonth,
  endMonth,
  startDay: addMonths(firstDay, firstMonth),
  endDay: addMonths(firstDay, endMonth),
});

const months = Array.from({ length: monthCount }, (_, index) => {
  const { year, month } = dateOf(addMonths(firstDay, index));
  return period(`${year}-${month < 10 ? '0' : ''}${month}`, 'month', index, index + 1);
});
const quarters = Array.from({ length: 12 }, (_, index) =>
  period(`${2023 + Math.floor(index / 4)}-Q${(index % 4) + 1}`, 'quarter', index * 3, index * 3 + 3),
);
const years = Array.from({ length: 3 }, (_, index) =>
  period(`${2023 + index}`, 'year', index * 12, index * 12 + 12),
);

/** Fiscal years start in February and are written as dates, because conventions for naming them differ. */
export const fiscalStartMonth = 2;
const fiscal = (grain: Grain, firstMonth: number, length: number): Period => {
  const part = period('', grain, firstMonth, firstMonth + length);
  return { ...part, key: `${isoDay(part.startDay)}/${isoDay(part.endDay)}` };
};
const fiscalQuarters = Array.from({ length: 11 }, (_, index) => fiscal('fiscal_quarter', 1 + index * 3, 3));
const fiscalYears = Array.from({ length: 2 }, (_, index) => fiscal('fiscal_year', 1 + index * 12, 12));

/** Every period of truth; each is made of whole months, so a flow by month gives them all. */
export const periods: readonly Period[] = [
  ...months,
  ...quarters,
  ...years,
  ...fiscalQuarters,
  ...fiscalYears,
  period('total', 'total', 0, monthCount),
];

/** Index of the month that holds a day; negative before 2023. */
export function monthOf(day: number): number {
  const { year, month } = dateOf(day);
  return (year - 2023) * 12 + month - 1;
}
