import { useState } from 'react';
import { identityPageSize, useUnitedAccounts } from '../../api/queries.js';
import { AccountLink } from '../../components/account-link.js';
import { DataTable } from '../../components/data-table.js';
import { ExportButtons } from '../../components/export-buttons.js';
import { methodNames } from '../../components/evidence.js';
import { Pager } from '../../components/pager.js';
import { Await } from '../../components/states.js';
import { count } from '../../format/number.js';
import { plural } from '../../format/words.js';
import { usePage } from '../../url/use-page.js';
import { useView } from '../../url/use-view.js';
import { WhyOne } from './why-one.js';

/** Accounts made of several records, the most doubtful first; each says why. */
export const UnitedList = () => {
  const [view, change] = useView();
  const { offset, onPage } = usePage();
  const united = useUnitedAccounts({ search: view.q, method: view.method, offset });
  const [asked, setAsked] = useState<{ readonly id: string; readonly name: string | null } | null>(null);
  return (
    <>
      <label className="inline-field">
        <span>Because of</span>
        <select
          value={view.method ?? ''}
          onChange={(event) =>
            change({ method: event.target.value === '' ? undefined : event.target.value, page: undefined })
          }
        >
          <option value="">any evidence</option>
          {Object.entries(methodNames).map(([id, title]) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <Await query={united} what="the accounts of several records">
        {({ total, accounts }) => (
          <>
            <div className="toolbar">
              <span className="quiet" role="status">
                {plural(total, 'account')} made of several records; the weakest evidence first.
              </span>
              <span className="toolbar-end">
                <ExportButtons
                  table={() => ({
                    title: 'Accounts made of several records, on this page of the list',
                    file: 'identity-united',
                    header: ['id', 'name', 'records', 'sources', 'because', 'weakest_link'],
                    rows: accounts.map((one) => [
                      one.id,
                      one.name,
                      one.records,
                      one.sources.join(', '),
                      one.methods.map((method) => methodNames[method]).join('; '),
                      { value: one.confidence, unit: 'ratio' },
                    ]),
                  })}
                  notes={[['Search', view.q ?? 'none']]}
                />
              </span>
            </div>
            <DataTable
              caption="Accounts made of several records"
              rows={accounts}
              rowKey={({ id }) => id}
              empty="None matches."
              columns={[
                {
                  key: 'name',
                  header: 'Account',
                  cell: ({ id, name }) => <AccountLink id={id} name={name} />,
                },
                { key: 'records', header: 'Records', align: 'right', cell: ({ records }) => count(records) },
                { key: 'sources', header: 'Sources', cell: ({ sources }) => sources.join(', ') },
                {
                  key: 'methods',
                  header: 'Because',
                  wraps: true,
                  cell: ({ methods }) => methods.map((method) => methodNames[method]).join('; '),
                },
                {
                  key: 'sure',
                  header: 'Weakest link',
                  align: 'right',
                  cell: ({ confidence }) => `${Math.round(confidence * 100)} % sure`,
                },
                {
                  key: 'why',
                  header: '',
                  cell: ({ id, name }) => (
                    <button
                      type="button"
                      className="link-button"
                      aria-label={`Why is ${name ?? id} one account?`}
                      onClick={() => setAsked({ id, name })}
                    >
                      Why?
                    </button>
                  ),
                },
              ]}
            />
            <Pager offset={offset} pageSize={identityPageSize} total={total} onPage={onPage} />
          </>
        )}
      </Await>
      {asked === null ? null : <WhyOne id={asked.id} name={asked.name} onClose={() => setAsked(null)} />}
    </>
  );
};
