import { moneyText } from '../export/money-text.js';
import { periods } from '../time/periods.js';
import { composedFigures } from './composed.js';
import { categoryParts } from './count-service.js';
import type { Counter } from './counter.js';
import type { Ledger } from './ledger.js';
import { truthMetrics } from './metric-table.js';
import type { TruthMetric } from './truth-metric.js';
import { median, type SampleList } from './sample-list.js';

/** A figure. Money is text in euros; a ratio has what it is made of; null says that there is nothing to divide by. */
export interface TruthCell {
  readonly value: number | string | null;
  readonly numerator?: number | string;
  readonly denominator?: number | string;
  /** Values behind a median. */
  readonly n?: number;
}

export type TruthCells = Record<string, TruthCell>;

export interface TruthFigure {
  readonly unit: string;
  readonly choice: string;
  readonly cells: TruthCells;
  /** Dimension, value, period. A cell that is missing has nothing in it: 0, or 0 of 0. */
  readonly by: Record<string, Record<string, TruthCells>>;
}

function total(
  ledger: Ledger,
  metric: TruthMetric,
  legs: readonly string[],
  index: number,
  dimension?: string,
  value?: string,
): number {
  const { endMonth } = periods[index] as (typeof periods)[number];
  let sum = 0;
  for (const leg of legs) {
    const isMinus = leg.startsWith('-');
    const name = isMinus ? leg.slice(1) : leg;
    const amount = metric.isCumulative
      ? ledger.readMonths(name, 0, endMonth, dimension, value)
      : ledger.read(name, index, dimension, value);
    sum += isMinus ? -amount : amount;
  }
  return sum;
}

function cell(metric: TruthMetric, numerator: number, denominator: number): TruthCell {
  const ratio = denominator === 0 ? null : numerator / denominator;
  if (metric.unit === 'count') return { value: numerator };
  if (metric.unit === 'money') return { value: moneyText(numerator) };
  if (metric.unit === 'money_ratio') {
    return { value: ratio === null ? null : ratio / 100, numerator: moneyText(numerator), denominator };
  }
  if (metric.unit === 'score') return { value: ratio === null ? null : 100 * ratio, numerator, denominator };
  if (!metric.moneyOverMoney) return { value: ratio, numerator, denominator };
  return { value: ratio, numerator: moneyText(numerator), denominator: moneyText(denominator) };
}

function figure(ledger: Ledger, metric: TruthMetric): TruthFigure {
  const denominators = metric.denominator ?? [];
  const cellsOf = (dimension?: string, value?: string): TruthCells => {
    const cells: TruthCells = {};
    periods.forEach((period, index) => {
      const numerator = total(ledger, metric, metric.numerator, index, dimension, value);
      const denominator = total(ledger, metric, denominators, index, dimension, value);
      if (dimension !== undefined && numerator === 0 && denominator === 0) return;
      cells[period.key] = cell(metric, numerator, denominator);
    });
    return cells;
  };
  const by: TruthFigure['by'] = {};
  const names = [...metric.numerator, ...denominators].map((leg) => leg.replace(/^-/, ''));
  for (const dimension of metric.by ?? []) {
    const values: Record<string, TruthCells> = {};
    for (const value of ledger.values(names, dimension)) values[value] = cellsOf(dimension, value);
    by[dimension] = values;
  }
  return { unit: metric.unit, choice: metric.choice, cells: cellsOf(), by };
}

function medianFigure(list: SampleList, unit: 'seconds' | 'days', choice: string): TruthFigure {
  const cellsOf = (dimension?: string, value?: string): TruthCells => {
    const cells: TruthCells = {};
    periods.forEach((period, index) => {
      const sorted = list.sorted(index, dimension, value);
      if (dimension !== undefined && sorted.length === 0) return;
      cells[period.key] = { value: median(sorted), n: sorted.length };
    });
    return cells;
  };
  const by: TruthFigure['by'] = {};
  for (const dimension of list.dimensions) {
    by[dimension] = Object.fromEntries(
      list.values(dimension).map((value) => [value, cellsOf(dimension, value)]),
    );
  }
  return { unit, choice, cells: cellsOf(), by };
}

const scaled = (figure: TruthFigure, change: (cell: TruthCell) => TruthCell): TruthFigure => {
  const map = (cells: TruthCells): TruthCells =>
    Object.fromEntries(Object.entries(cells).map(([key, value]) => [key, change(value)]));
  return {
    ...figure,
    cells: map(figure.cells),
    by: Object.fromEntries(
      Object.entries(figure.by).map(([dimension, values]) => [
        dimension,
        Object.fromEntries(Object.entries(values).map(([value, cells]) => [value, map(cells)])),
      ]),
    ),
  };
};

/** Every figure by metric id. */
export function assembleFigures(counter: Counter): Record<string, TruthFigure> {
  const { ledger, service, cycles } = counter;
  const figures: Record<string, TruthFigure> = {};
  for (const metric of truthMetrics) figures[metric.id] = figure(ledger, metric);
  const mrr = figures['mrr'] as TruthFigure;
  const account = ['segment', 'channel', 'plan'];
  figures['arr'] = scaled({ ...mrr, choice: '12 × MRR' }, ({ value }) => ({
    value: moneyText(Math.round(Number(value) * 100) * 12),
  }));
  figures['ces'] = scaled(
    { ...(figures['ces_mean'] as TruthFigure), unit: 'score', choice: '100 × (mean − 1) / 6, 100 = easiest' },
    ({ value, ...rest }) => ({ value: value === null ? null : (100 * (Number(value) - 1)) / 6, ...rest }),
  );
  figures['nps_account'] = scaled(
    figure(ledger, {
      id: 'nps_account',
      unit: 'score',
      numerator: ['nps_account_parts'],
      denominator: ['nps_accounts'],
      by: account,
      choice:
        '100 × mean over accounts of the mean category (+1, 0, −1) of their answers in the period; numerator in 720,720ths',
    }),
    ({ value, ...rest }) => ({ value: value === null ? null : Number(value) / categoryParts, ...rest }),
  );
  const medians: readonly [string, SampleList, 'seconds' | 'days', string][] = [
    [
      'first_response_time',
      service.firstResponse,
      'seconds',
      'median, calendar seconds, answered tickets by creation date',
    ],
    ['first_response_time_business', service.firstResponseBusiness, 'seconds', 'the same in business hours'],
    [
      'resolution_time',
      service.resolution,
      'seconds',
      'median from creation to first solve, calendar seconds, by first solve date',
    ],
    ['resolution_time_business', service.resolutionBusiness, 'seconds', 'the same in business hours'],
    [
      'full_resolution_time',
      service.fullResolution,
      'seconds',
      'median from creation to last solve of tickets solved now, by last solve date',
    ],
    [
      'full_resolution_time_business',
      service.fullResolutionBusiness,
      'seconds',
      'the same in business hours',
    ],
    [
      'sales_cycle_days',
      cycles.all,
      'days',
      'median of local days from entering "Qualified to Buy" to close; won deals of every type',
    ],
    ['sales_cycle_days_new', cycles.new, 'days', 'variant: deals of type new'],
    [
      'sales_cycle_days_from_creation',
      cycles.fromCreation,
      'days',
      'variant: from creation; won deals of every type',
    ],
  ];
  for (const [id, list, unit, choice] of medians) figures[id] = medianFigure(list, unit, choice);
  return { ...figures, ...composedFigures(counter) };
}
