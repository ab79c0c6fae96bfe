import { Link, useParams } from '@tanstack/react-router';
import { useAccount, useOrganisation } from '../../api/queries.js';
import type { AccountDetail } from '../../api/types-business.js';
import { Evidence } from '../../components/evidence.js';
import { DataTable } from '../../components/data-table.js';
import { PageHead } from '../../components/page-head.js';
import { PrintButton, PrintNotes } from '../../components/print.js';
import { Await } from '../../components/states.js';
import { count } from '../../format/number.js';
import { dateText } from '../../format/period-name.js';
import { valueText } from '../../format/value.js';
import { words } from '../../format/words.js';
import { Health } from './health.js';
import { OpenActions } from './open-actions.js';
import { TimelineView } from './timeline-view.js';

type Facts = Readonly<Record<string, string | number | null>>;

/** A small table of whatever is known of each; columns that are empty throughout are left out. */
const Known = ({
  title,
  rows,
  empty,
}: {
  readonly title: string;
  readonly rows: readonly Facts[];
  readonly empty: string;
}) => {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((key) =>
    rows.some((row) => row[key] !== null && row[key] !== ''),
  );
  return (
    <section>
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p className="quiet">{empty}</p>
      ) : (
        <DataTable
          caption={title}
          rows={rows.slice(0, 50)}
          rowKey={(_, index) => String(index)}
          columns={columns.map((key) => ({
            key,
            header: words(key.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()),
            align: rows.every((row) => row[key] === null || typeof row[key] === 'number')
              ? ('right' as const)
              : undefined,
            cell: (row: Facts) => {
              const value = row[key];
              return value === null || value === undefined
                ? '–'
                : /^\d{4}-\d{2}-\d{2}$/.test(String(value))
                  ? dateText(String(value))
                  : String(value);
            },
          }))}
        />
      )}
    </section>
  );
};

const Facts = ({ account, currency }: { readonly account: AccountDetail; readonly currency: string }) => {
  const money = (value: AccountDetail['mrr']): string =>
    value === null ? '–' : valueText(value, 'money', currency);
  const facts: readonly (readonly [string, string])[] = [
    ['Revenue, 12 months', money(account.revenue12m)],
    ['MRR', money(account.mrr)],
    [
      'Open deals',
      `${count(account.openDeals)}${account.openPipeline === null || account.openDeals === 0 ? '' : `, ${money(account.openPipeline)}`}`,
    ],
    ['Open tickets', count(account.openTickets)],
    ['Customer since', account.customerSince === null ? '–' : dateText(account.customerSince)],
    ['Next renewal', account.nextRenewal === null ? '–' : dateText(account.nextRenewal)],
    ['Last activity', account.lastActivity === null ? '–' : dateText(account.lastActivity)],
    ['Last score', account.lastScore === null ? '–' : String(account.lastScore)],
    ['Owner', account.owner ?? '–'],
    ['Segment', account.segment ?? '–'],
    ['Industry', account.industry ?? '–'],
    ['Country', account.country ?? '–'],
    ['Plan', account.plan ?? '–'],
  ];
  return (
    <dl className="facts">
      {facts.map(([title, value]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};

/** One account: value, health, what waits, one timeline across all sources, contacts, and why its records are one account. */
export const AccountPage = () => {
  const { id = '' } = useParams({ strict: false });
  const account = useAccount(id);
  const currency = useOrganisation().data?.currency ?? 'EUR';
  return (
    <Await query={account} what="the account">
      {(own) => (
        <>
          <p className="crumbs">
            <Link to="/accounts">Accounts</Link>
          </p>
          <PageHead title={own.name ?? own.id} lead={own.status === null ? undefined : words(own.status)}>
            <p className="toolbar">
              <span className="toolbar-end">
                <PrintButton />
              </span>
            </p>
          </PageHead>
          <PrintNotes title={own.name ?? own.id} notes={[['Account', own.id]]} />
          <Facts account={own} currency={currency} />
          <Health account={own} currency={currency} />
          <OpenActions account={own} currency={currency} />
          <TimelineView id={id} currency={currency} />
          <Known title="Contacts" rows={own.contacts} empty="No contact is known." />
          <Known title="Times as a customer" rows={own.spans} empty="It has never been a customer." />
          <section>
            <h2>Why these records are one account</h2>
            {own.sources.length < 2 ? (
              <p className="quiet">It stands in one source only.</p>
            ) : (
              <Evidence id={id} />
            )}
          </section>
        </>
      )}
    </Await>
  );
};
