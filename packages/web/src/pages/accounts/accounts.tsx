import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useAccounts, useOrganisation } from '../../api/queries.js';
import type { Account } from '../../api/types-business.js';
import { DataTable } from '../../components/data-table.js';
import { downloadCsv } from '../../components/download.js';
import { Pager } from '../../components/pager.js';
import { PageHead } from '../../components/page-head.js';
import { SavedViews } from '../../components/saved-views.js';
import { Await } from '../../components/states.js';
import { csvText } from '../../format/csv.js';
import { count } from '../../format/number.js';
import { dateText } from '../../format/period-name.js';
import { valueText } from '../../format/value.js';
import { plural, words } from '../../format/words.js';
import { useView } from '../../url/use-view.js';

const pageSize = 50;
const day = (value: string | null): string => (value === null ? '–' : dateText(value));

/** A search that is asked for once the typing pauses. */
const Search = () => {
  const [view, change] = useView();
  const [text, setText] = useState(view.q ?? '');
  useEffect(() => {
    if (text === (view.q ?? '')) return undefined;
    const timer = setTimeout(() => change({ q: text === '' ? undefined : text, page: undefined }, true), 250);
    return () => clearTimeout(timer);
  }, [text, view.q, change]);
  return (
    <label className="inline-field">
      <span>Find</span>
      <input
        type="search"
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder="name, domain, id"
      />
    </label>
  );
};

const exportPage = (accounts: readonly Account[]): void =>
  downloadCsv(
    'accounts.csv',
    csvText(
      [
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
        'concerns',
      ],
      accounts.map((one) => [
        one.id,
        one.name,
        one.status,
        one.owner,
        one.segment,
        one.revenue12m,
        one.mrr,
        one.openDeals,
        one.openPipeline,
        one.openTickets,
        one.lastActivity,
        one.nextRenewal,
        one.concerns.join('; '),
      ]),
      ['the accounts on this page of the list'],
    ),
  );

/** Every account with what it is worth and what is open; search, filters and order stand in the address. */
export const Accounts = () => {
  const [view, change] = useView();
  const organisation = useOrganisation().data;
  const currency = organisation?.currency ?? 'EUR';
  const offset = Number(view.page ?? '0') || 0;
  const sort = view.sort ?? '-revenue12m';
  const page = useAccounts({
    search: view.q,
    sort: sort.replace('-', ''),
    order: sort.startsWith('-') ? 'desc' : 'asc',
    limit: pageSize,
    offset,
  });
  const money = (value: Account['mrr']): string =>
    value === null ? '–' : valueText(value, 'money', currency);
  return (
    <>
      <PageHead title="Accounts" lead="Every company you deal with, united from all sources." />
      <div className="toolbar">
        <Search />
        <span className="quiet" role="status">
          {page.data === undefined ? '' : plural(page.data.total, 'account')}
        </span>
        <span className="toolbar-end">
          <SavedViews page="/accounts" />
          <button
            type="button"
            className="quiet-button"
            onClick={() => exportPage(page.data?.accounts ?? [])}
          >
            Export CSV
          </button>
        </span>
      </div>
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
                  cell: ({ id, name }) => (
                    <Link to="/accounts/$id" params={{ id }}>
                      {name ?? id}
                    </Link>
                  ),
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
                  key: 'concerns',
                  header: 'Concerns',
                  wraps: true,
                  sort: 'concerns',
                  cell: ({ concerns }) => concerns.join(', '),
                },
              ]}
            />
            <Pager
              offset={offset}
              pageSize={pageSize}
              total={total}
              onPage={(next) => change({ page: next === 0 ? undefined : String(next) })}
            />
          </>
        )}
      </Await>
    </>
  );
};
