import { useAccounts, useOrganisation } from '../../api/queries.js';
import type { Account } from '../../api/types-business.js';
import { AccountLink } from '../../components/account-link.js';
import { DataTable } from '../../components/data-table.js';
import { ExportButtons } from '../../components/export-buttons.js';
import { HealthTag } from '../../components/health-tag.js';
import { Pager } from '../../components/pager.js';
import { PrintButton, PrintNotes } from '../../components/print.js';
import { PageHead } from '../../components/page-head.js';
import { SavedViews } from '../../components/saved-views.js';
import { Await } from '../../components/states.js';
import type { Note } from '../../export/table.js';
import { count } from '../../format/number.js';
import { dateText } from '../../format/period-name.js';
import { concernText } from '../../format/sign-words.js';
import { valueText } from '../../format/value.js';
import { plural, words } from '../../format/words.js';
import { usePage } from '../../url/use-page.js';
import { useView } from '../../url/use-view.js';
import { AccountFilters } from './account-filters.js';
import { accountsTable, narrowed, sortNames } from './accounts-table.js';

const pageSize = 50;
const day = (value: string | null): string => (value === null ? '–' : dateText(value));

/** Every account with what it is worth and what is open; search, filters and order stand in the address. */
export const Accounts = () => {
  const [view, change] = useView();
  const organisation = useOrganisation().data;
  const currency = organisation?.currency ?? 'EUR';
  const { offset, onPage } = usePage();
  const sort = view.sort ?? '-revenue12m';
  const page = useAccounts({
    search: view.q,
    sort: sort.replace('-', ''),
    order: sort.startsWith('-') ? 'desc' : 'asc',
    status: view.status,
    owner: view.owner,
    segment: view.segment,
    concerns: view.concerns,
    health: view.health,
    limit: pageSize,
    offset,
  });
  const notes: readonly Note[] = [
    ['Filters', narrowed(view)],
    [
      'Order',
      `by ${sortNames[sort.replace('-', '')] ?? sort}${sort.startsWith('-') ? ', the largest first' : ''}`,
    ],
    [
      'Accounts',
      page.data === undefined
        ? ''
        : `${offset + 1} to ${offset + page.data.accounts.length} of ${page.data.total}`,
    ],
  ];
  const money = (value: Account['mrr']): string =>
    value === null ? '–' : valueText(value, 'money', currency);
  return (
    <>
      <PageHead title="Accounts" lead="Every company you deal with, united from all sources." />
      <div className="toolbar">
        <AccountFilters />
        <span className="quiet" role="status">
          {page.data === undefined ? '' : plural(page.data.total, 'account')}
        </span>
        <span className="toolbar-end">
          <SavedViews page="/accounts" />
          <ExportButtons table={() => accountsTable(page.data?.accounts ?? [], currency)} notes={notes} />
          <PrintButton />
        </span>
      </div>
      <PrintNotes title="Accounts" notes={notes} />
      <Await query={page} what="the accounts">
        {({ total, accounts }) => (
          <>
            <DataTable
              caption="Accounts"
              rows={accounts}
              rowKey={({ id }) => id}
              sorted={sort}
              onSort={(next) => change({ sort: next, page: undefined })}
              empty="No account matches."
              columns={[
                {
                  key: 'name',
                  header: 'Account',
                  sort: 'name',
                  cell: ({ id, name }) => <AccountLink id={id} name={name} />,
                },
                {
                  key: 'status',
                  header: 'Status',
                  cell: ({ status }) => (status === null ? '–' : words(status)),
                },
                { key: 'owner', header: 'Owner', cell: ({ owner }) => owner ?? '–' },
                { key: 'segment', header: 'Segment', cell: ({ segment }) => segment ?? '–' },
                {
                  key: 'revenue',
                  header: 'Revenue, 12 months',
                  align: 'right',
                  sort: 'revenue12m',
                  cell: ({ revenue12m }) => money(revenue12m),
                },
                { key: 'mrr', header: 'MRR', align: 'right', sort: 'mrr', cell: ({ mrr }) => money(mrr) },
                {
                  key: 'deals',
                  header: 'Open deals',
                  align: 'right',
                  cell: ({ openDeals }) => count(openDeals),
                },
                {
                  key: 'tickets',
                  header: 'Open tickets',
                  align: 'right',
                  sort: 'openTickets',
                  cell: ({ openTickets }) => count(openTickets),
                },
                {
                  key: 'activity',
                  header: 'Last activity',
                  sort: 'lastActivity',
                  cell: ({ lastActivity }) => day(lastActivity),
                },
                {
                  key: 'renewal',
                  header: 'Renewal',
                  sort: 'nextRenewal',
                  cell: ({ nextRenewal }) => day(nextRenewal),
                },
                {
                  key: 'health',
                  header: 'Health',
                  wraps: true,
                  sort: 'concerns',
                  cell: ({ health, concernSigns }) =>
                    health === null ? (
                      '–'
                    ) : (
                      <>
                        <HealthTag state={health} />{' '}
                        {concernSigns.map((sign) => concernText(sign, currency)).join(', ')}
                      </>
                    ),
                },
              ]}
            />
            <Pager offset={offset} pageSize={pageSize} total={total} onPage={onPage} />
          </>
        )}
      </Await>
    </>
  );
};
