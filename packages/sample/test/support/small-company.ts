import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect } from 'vitest';
import { generateSample, type Truth, type TruthCell } from '../../src/index.js';
import { inFolder, type Row } from './files.js';
import { SlowTruth } from './slow-truth.js';

/** What the simulation counted, and what is counted again, slowly, from the files that it wrote. */
export let truth: Truth;
export let slow: SlowTruth;
export let spans: Map<string, { from: string; to: string }[]>;

beforeAll(async () => {
  await inFolder(async (directory) => {
    await generateSample({ directory, customers: 50, seed: 8 });
    truth = JSON.parse(readFileSync(join(directory, 'truth.json'), 'utf8')) as Truth;
    slow = new SlowTruth(directory);
    spans = slow.spans();
    // Files that later tests read lazily are gone by then: read them now.
    const read = slow.read.bind(slow);
    const cache = new Map<string, Row[]>();
    for (const [path, skip] of lazyFiles) cache.set(path, read(path, skip));
    slow.read = (path) => cache.get(path) as Row[];
  });
});

const lazyFiles: readonly (readonly [string, number])[] = [
  ['stripe/customer.csv', 0],
  ['stripe/price.csv', 0],
  ['stripe/subscription_history.csv', 0],
  ['stripe/subscription_item.csv', 0],
  ['stripe/invoice.csv', 0],
  ['stripe/invoice_line_item.csv', 0],
  ['stripe/refund.csv', 0],
  ['google_ads/campaign_report.csv', 2],
  ['meta_ads/campaigns.csv', 0],
  ['surveys/survey_invitation.csv', 0],
  ['surveys/survey_response.csv', 0],
  ['usage/crm_usage_daily.csv', 0],
  ['hubspot/users.csv', 0],
  ['helpdesk/ticket_sla.csv', 0],
];

export type PeriodOf = Truth['periods'][number];
export const inside = (period: PeriodOf, day: string): boolean => day >= period.start && day < period.end;
export const cents = (text: TruthCell['value'] | undefined): number => Math.round(Number(text) * 100);

/** Compares a figure in every period: months, quarters, years, fiscal ones and the total. */
export function everywhere(id: string, expected: (period: PeriodOf) => Partial<TruthCell>): void {
  for (const period of truth.periods) {
    const cell = truth.figures[id]?.cells[period.key];
    expect(cell, `${id} ${period.key}`).toMatchObject(expected(period));
  }
}
export const ratio = (numerator: number, denominator: number): Partial<TruthCell> => ({
  numerator,
  denominator,
  value: denominator === 0 ? null : numerator / denominator,
});
export const median = (values: readonly number[]): number | null => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] ?? null)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
};
export const money = (value: number): string => (value / 100).toFixed(2);
export const isActive = (list: readonly { from: string; to: string }[], edge: string): boolean =>
  list.some((span) => span.from < edge && (span.to === '' || span.to >= edge));
