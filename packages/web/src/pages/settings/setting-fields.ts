import type { SettingValue } from '../../api/types-data.js';

export interface SettingField {
  readonly group: 'organisation' | 'customers' | 'assumptions';
  readonly name: string;
  readonly title: string;
  readonly help: string;
  readonly kind: 'text' | 'number' | 'percent' | 'choice' | 'list';
  readonly choices?: readonly string[];
  /** What a choice is called, where its own name says too little. */
  readonly called?: (choice: string) => string;
  /** A word that may stand in place of a number or day. */
  readonly auto?: string;
  readonly isOptional?: boolean;
}

/** `2` as February. */
export const monthName = (month: string): string =>
  new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2000, Number(month) - 1));

export const months = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'];

/** What can be set, with what it means. Which figures each moves comes from the server. */
export const settingFields: readonly SettingField[] = [
  {
    group: 'organisation',
    name: 'name',
    title: 'Name',
    help: 'Of the company, on every page and export.',
    kind: 'text',
  },
  {
    group: 'organisation',
    name: 'time_zone',
    title: 'Time zone',
    help: 'Where days and months begin, such as Europe/Berlin.',
    kind: 'text',
  },
  {
    group: 'organisation',
    name: 'currency',
    title: 'Currency',
    help: 'Of every amount; others are converted by the rates imported. ISO code such as EUR.',
    kind: 'text',
  },
  {
    group: 'organisation',
    name: 'fiscal_year_starts_month',
    title: 'Fiscal year starts in',
    help: 'Moves fiscal periods only.',
    kind: 'choice',
    choices: months,
    called: monthName,
  },
  {
    group: 'organisation',
    name: 'as_of',
    title: 'Data is complete to',
    help: 'A day such as 2025-12-31, or latest for the last day that any record is dated.',
    kind: 'text',
    auto: 'latest',
  },
  {
    group: 'customers',
    name: 'basis',
    title: 'What makes a customer',
    help: 'auto takes the strongest that the data has.',
    kind: 'choice',
    choices: ['auto', 'contracts', 'orders', 'invoices', 'won_deals', 'account_flag'],
  },
  {
    group: 'customers',
    name: 'lapse_days',
    title: 'Lapse window in days',
    help: 'After so many days without an order a customer without contract counts as gone; auto takes nine tenths of the gaps seen.',
    kind: 'number',
    auto: 'auto',
  },
  {
    group: 'customers',
    name: 'level',
    title: 'Customers are counted as',
    help: 'Accounts, or the parent at the top of each chain.',
    kind: 'choice',
    choices: ['account', 'parent'],
  },
  {
    group: 'assumptions',
    name: 'gross_margin',
    title: 'Gross margin',
    help: 'Share of revenue left after cost, in percent, where the data has no cost.',
    kind: 'percent',
    isOptional: true,
  },
  {
    group: 'assumptions',
    name: 'discount_rate',
    title: 'Discount rate',
    help: 'A year, in percent.',
    kind: 'percent',
  },
  {
    group: 'assumptions',
    name: 'acquisition_lag_days',
    title: 'Days from spend to customer',
    help: 'Spend is held against customers so many days later.',
    kind: 'number',
  },
  {
    group: 'assumptions',
    name: 'renewal_grace_days',
    title: 'Renewal grace in days',
    help: 'A renewal so many days late still counts.',
    kind: 'number',
  },
  {
    group: 'assumptions',
    name: 'repeat_contact_days',
    title: 'Repeat contact in days',
    help: 'A new ticket on the topic within so many days is a repeat.',
    kind: 'number',
  },
  {
    group: 'assumptions',
    name: 'lead_window_days',
    title: 'Lead window in days',
    help: 'A lead has so many days to convert before it is judged.',
    kind: 'number',
  },
  {
    group: 'assumptions',
    name: 'sales_window_days',
    title: 'Sales window in days',
    help: 'A deal has so many days to be won before it is judged; 180 where nothing is declared.',
    kind: 'number',
    isOptional: true,
  },
  {
    group: 'assumptions',
    name: 'survey_window_days',
    title: 'Survey window in days',
    help: 'An invitation has so many days to be answered before it counts as not answered.',
    kind: 'number',
    isOptional: true,
  },
  {
    group: 'assumptions',
    name: 'adoption_writes',
    title: 'Writes a month of an adopter',
    help: 'So many qualifying writes make a user of the CRM an adopter.',
    kind: 'number',
  },
  {
    group: 'assumptions',
    name: 'retention_categories',
    title: 'Retention spend categories',
    help: 'Categories of cost that count as keeping customers, joined by commas.',
    kind: 'list',
  },
];

/** A setting as it stands in its field. */
export const writtenSetting = ({ kind }: SettingField, value: SettingValue): string => {
  if (value === null || value === undefined) return '';
  if (kind === 'percent') return String(Number((Number(value) * 100).toPrecision(10)));
  return typeof value === 'object' ? value.join(', ') : String(value);
};

/** What was written as the API takes it; undefined where the field is left open. */
export const readSetting = ({ kind, auto, name }: SettingField, text: string): unknown => {
  const plain = text.trim();
  if (plain === '') return undefined;
  if (plain === auto) return plain;
  if (kind === 'percent') return Number((Number(plain.replace('%', '')) / 100).toPrecision(12));
  if (kind === 'number' || name === 'fiscal_year_starts_month') return Number(plain);
  if (kind === 'list')
    return plain
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
  return plain;
};
