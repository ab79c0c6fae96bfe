import type { Account } from '../../api/types-business.js';
import type { ExportTable } from '../../export/table.js';
import { concernText, healthNames } from '../../format/sign-words.js';
import type { ViewSearch } from '../../url/view-search.js';

/** The accounts on the screen as a table. */
export const accountsTable = (
  accounts: readonly Account[],
  currency: string,
): Omit<ExportTable, 'notes'> => ({
  title: 'Accounts on this page of the list',
  file: 'accounts',
  header: [
    'id',
    'name',
    'status',
    'owner',
    'segment',
    'revenue_12m',
    'mrr',
    'open_deals',
    'open_pipeline',
    'open_tickets',
    'last_activity',
    'next_renewal',
    'health',
    'concerns',
  ],
  rows: accounts.map((one) => [
    one.id,
    one.name,
    one.status,
    one.owner,
    one.segment,
    { value: one.revenue12m, unit: 'money' },
    { value: one.mrr, unit: 'money' },
    { value: one.openDeals, unit: 'count' },
    { value: one.openPipeline, unit: 'money' },
    { value: one.openTickets, unit: 'count' },
    { day: one.lastActivity },
    { day: one.nextRenewal },
    one.health === null ? null : healthNames[one.health],
    one.concernSigns.map((sign) => concernText(sign, currency)).join('; '),
  ]),
});

/** What the list can be ordered by, in words. */
export const sortNames: Readonly<Record<string, string>> = {
  name: 'name',
  revenue12m: 'revenue of 12 months',
  mrr: 'MRR',
  openTickets: 'open tickets',
  lastActivity: 'last activity',
  nextRenewal: 'renewal',
  concerns: 'health',
};

/** What an account can be, as the list is narrowed by it. */
export const statuses = [
  { id: 'customer', title: 'customers' },
  { id: 'former', title: 'former customers' },
  { id: 'prospect', title: 'prospects' },
] as const;

/** How a customer can fare, as the list is narrowed by it. */
export const healthStates = (['at_risk', 'watch', 'well', 'unknown'] as const).map((id) => ({
  id,
  title: healthNames[id],
}));

/** What narrows the list, in words, for exports and prints. */
export const narrowed = (view: ViewSearch): string => {
  const parts = [
    view.q === undefined ? '' : `search "${view.q}"`,
    statuses.find(({ id }) => id === view.status)?.title ?? '',
    view.owner === undefined ? '' : `owner ${view.owner}`,
    view.segment === undefined ? '' : `segment ${view.segment}`,
    view.concerns === 'true' ? 'with a concern' : '',
    healthStates.find(({ id }) => id === view.health)?.title ?? '',
  ].filter((one) => one !== '');
  return parts.length === 0 ? 'none' : parts.join('; ');
};
