import type { Grain } from '../api/types.js';
import { periodText } from '../format/period-name.js';
import { addDays, grainOfName, type NamedGrain, periodOf, startOfName } from './calendar.js';

/** What the picker offers, in its order. */
export const presets = [
  { id: 'last_month', title: 'Latest whole month' },
  { id: 'this_month', title: 'This month' },
  { id: 'last_30', title: 'Last 30 days' },
  { id: 'last_90', title: 'Last 90 days' },
  { id: 'last_365', title: 'Last 365 days' },
  { id: 'last_quarter', title: 'Latest whole quarter' },
  { id: 'this_quarter', title: 'This quarter' },
  { id: 'last_year', title: 'Latest whole year' },
  { id: 'this_year', title: 'This year' },
  { id: 'last_fiscal_quarter', title: 'Latest whole fiscal quarter' },
  { id: 'this_fiscal_quarter', title: 'This fiscal quarter' },
  { id: 'last_fiscal_year', title: 'Latest whole fiscal year' },
  { id: 'this_fiscal_year', title: 'This fiscal year' },
  { id: 'year_to_date', title: 'Year to date' },
] as const;
export type Preset = (typeof presets)[number]['id'];

/** A period as it is asked of the API, with how it is said. */
export interface ChosenPeriod {
  /** What stands in the address. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** `total` for a range that is no period of the calendar. */
  readonly grain: Grain;
  readonly start: string;
  /** The day after its last. */
  readonly end: string;
  /** It is not over at the as-of date. */
  readonly partial: boolean;
  readonly text: string;
}

export interface Clock {
  /** Last day for which the data is complete. */
  readonly asOf: string;
  readonly fiscalYearStartsMonth: number;
}

const range = (id: string, from: string, to: string, asOf: string): ChosenPeriod => ({
  id,
  from,
  to,
  grain: 'total',
  start: from,
  end: addDays(to, 1),
  partial: to > asOf,
  text: `${periodText(from)} – ${periodText(to)}`,
});

const named = (id: string, day: string, grain: NamedGrain, clock: Clock): ChosenPeriod => {
  const { name, start, end } = periodOf(day, grain, clock.fiscalYearStartsMonth);
  const partial = addDays(clock.asOf, 1) < end;
  return { id, from: name, to: name, grain, start, end, partial, text: periodText(name) };
};

/** The latest period of the grain that is over at the as-of date. */
const latestWhole = (id: string, grain: NamedGrain, clock: Clock): ChosenPeriod => {
  const current = named(id, clock.asOf, grain, clock);
  return current.partial ? named(id, addDays(current.start, -1), grain, clock) : current;
};

/** A custom period: one name (`2025-Q1`), or two joined by `..`, both included. Null where it is neither. */
const custom = (id: string, clock: Clock): ChosenPeriod | null => {
  const [from = '', to = from] = id.split('..');
  const { fiscalYearStartsMonth: month } = clock;
  const first = startOfName(from, month);
  const lastStart = startOfName(to, month);
  const [grain, lastGrain] = [grainOfName(from), grainOfName(to)];
  if (first === null || lastStart === null || grain === null || lastGrain === null || lastStart < first)
    return null;
  if (from === to) return named(id, first, grain, clock);
  const last = periodOf(lastStart, lastGrain, month);
  return {
    ...range(id, from, to, clock.asOf),
    start: first,
    end: last.end,
    partial: addDays(clock.asOf, 1) < last.end,
  };
};

/** What a preset, or a period written in the address, means at the as-of date. Nonsense falls back to the first preset. */
export const choosePeriod = (id: string, clock: Clock): ChosenPeriod => {
  const { asOf } = clock;
  const rolling = /^last_(30|90|365)$/.exec(id);
  if (rolling) return range(id, addDays(asOf, 1 - Number(rolling[1])), asOf, asOf);
  const unit = /^(this|last)_(month|quarter|year|fiscal_quarter|fiscal_year)$/.exec(id);
  if (unit) {
    const grain = unit[2] as NamedGrain;
    return unit[1] === 'this' ? named(id, asOf, grain, clock) : latestWhole(id, grain, clock);
  }
  if (id === 'year_to_date') return range(id, `${asOf.slice(0, 4)}-01-01`, asOf, asOf);
  return custom(id, clock) ?? latestWhole('last_month', 'month', clock);
};
