import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { declaredGrossMargin } from '../truth/composed.js';
import { discountRate } from '../truth/truth.js';
import { lapseDays } from '../simulate/orders.js';
import { timeZone } from '../time/berlin.js';
import { holidayTexts } from '../time/business-hours.js';
import { isoDay } from '../time/days.js';
import { asOfDay, fiscalStartMonth } from '../time/periods.js';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'];

/** The workspace's settings, under which the figures of truth.json hold. */
export function workspaceText(): string {
  return [
    '# The sample company of Bellwether: a simulation, no real people or businesses.',
    'organisation:',
    '  name: Harbour Software (sample)',
    `  time_zone: ${timeZone}`,
    '  currency: EUR',
    `  fiscal_year_starts_month: ${fiscalStartMonth}`,
    `  as_of: ${isoDay(asOfDay)}`,
    '  is_sample: true',
    'customers:',
    '  basis: auto',
    `  lapse_days: ${lapseDays}`,
    '  level: account',
    'assumptions:',
    `  gross_margin: ${declaredGrossMargin}`,
    `  discount_rate: ${discountRate}`,
    '  acquisition_lag_days: 0',
    '  renewal_grace_days: 30',
    '  repeat_contact_days: 7',
    '  lead_window_days: 90',
    '  adoption_writes: 5',
    'schedules:',
    '  default:',
    `    time_zone: ${timeZone}`,
    '    hours:',
    ...weekdays.map((weekday) => `      ${weekday}: ["09:00-17:00"]`),
    '    holidays:',
    ...holidayTexts().map((holiday) => `      - ${holiday}`),
    '',
  ].join('\n');
}

export const writeWorkspaceFile = (directory: string): void =>
  writeFileSync(join(directory, 'bellwether.yaml'), workspaceText());
