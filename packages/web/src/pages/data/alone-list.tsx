import { useState } from 'react';
import { identityPageSize, useAloneRecords } from '../../api/queries.js';
import type { AloneReason, AloneRecord, IdentityCoverage } from '../../api/types-identity.js';
import { AccountLink } from '../../components/account-link.js';
import { DataTable } from '../../components/data-table.js';
import { ExportButtons } from '../../components/export-buttons.js';
import { Pager } from '../../components/pager.js';
import { Await } from '../../components/states.js';
import { count } from '../../format/number.js';
import { plural } from '../../format/words.js';
import { usePage } from '../../url/use-page.js';
import { useView } from '../../url/use-view.js';
import { UniteForm } from './unite-form.js';

/** Why a record met none of another source, in words. */
const reasons: Readonly<Record<AloneReason, string>> = {
  kept_apart: 'a person keeps it apart from the record that it matches',
  held: 'it would join a group that is too large to be believed',
  reference_unknown: 'the id it refers to is in no other source',
  nothing_to_match: 'no reference, e-mail address or domain to be known by',
  free_mail: 'only an address at a free mail host, which says nothing about a company',
  shared: 'its domain stands on several records of its own source',
  no_counterpart: 'no other source has a record with its domain, e-mail address or id',
};

/** Account records that met none of another source, why, and what can be done. */
export const AloneList = ({ coverage }: { readonly coverage: IdentityCoverage }) => {
  const [view, change] = useView();
  const { offset, onPage } = usePage();
  const alone = useAloneRecords({ search: view.q, source: view.source, reason: view.reason, offset });
  const [asked, setAsked] = useState<AloneRecord | null>(null);
  const pick = (part: 'source' | 'reason', value: string): void =>
    change({ [part]: value === '' ? undefined : value, page: undefined });
  return (
    <>
      <div className="toolbar">
        <label className="inline-field">
          <span>Source</span>
          <select value={view.source ?? ''} onChange={(event) => pick('source', event.target.value)}>
            <option value="">all</option>
            {coverage.sources.map(({ source }) => (
              <option key={source}>{source}</option>
            ))}
          </select>
        </label>
        <label className="inline-field">
          <span>Because</span>
          <select value={view.reason ?? ''} onChange={(event) => pick('reason', event.target.value)}>
            <option value="">any reason</option>
            {coverage.alone.map(({ reason, records }) => (
              <option key={reason} value={reason}>
                {reasons[reason]} ({count(records)})
              </option>
            ))}
          </select>
        </label>
      </div>
      <Await query={alone} what="the records that met nobody">
        {({ total, records }) => (
          <>
            <div className="toolbar">
              <span className="quiet" role="status">
                {plural(total, 'account record')} without a match in another source. That is no fault by
                itself: a prospect has no invoice.
              </span>
              <span className="toolbar-end">
                <ExportButtons
                  table={() => ({
                    title: 'Account records without a match, on this page of the list',
                    file: 'identity-alone',
                    header: ['id', 'source', 'name', 'domain', 'email', 'why'],
                    rows: records.map((one) => [
                      one.id,
                      one.source,
                      one.name,
                      one.domain,
                      one.email,
                      reasons[one.reason],
                    ]),
                  })}
                  notes={[
                    ['Search', view.q ?? 'none'],
                    ['Source', view.source ?? 'all'],
                  ]}
                />
              </span>
            </div>
            <DataTable
              caption="Account records without a match in another source"
              rows={records}
              rowKey={({ id }) => id}
              empty="None."
              columns={[
                {
                  key: 'name',
                  header: 'Record',
                  cell: ({ id, name }) => <AccountLink id={id} name={name} />,
                },
                { key: 'id', header: 'Id', cell: ({ id }) => <code>{id}</code> },
                { key: 'domain', header: 'Domain', cell: ({ domain }) => domain ?? '–' },
                { key: 'email', header: 'E-mail', cell: ({ email }) => email ?? '–' },
                { key: 'why', header: 'Why', wraps: true, cell: ({ reason }) => reasons[reason] },
                {
                  key: 'unite',
                  header: '',
                  cell: (record) => (
                    <button
                      type="button"
                      className="link-button"
                      aria-label={`Unite … ${record.name ?? record.id}`}
                      onClick={() => setAsked(record)}
                    >
                      Unite …
                    </button>
                  ),
                },
              ]}
            />
            <Pager offset={offset} pageSize={identityPageSize} total={total} onPage={onPage} />
          </>
        )}
      </Await>
      {asked === null ? null : <UniteForm record={asked} onClose={() => setAsked(null)} />}
    </>
  );
};
