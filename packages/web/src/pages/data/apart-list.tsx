import { Link } from '@tanstack/react-router';
import { identityPageSize, useKeptApart } from '../../api/queries.js';
import type { KeptApart } from '../../api/types-identity.js';
import { AccountLink } from '../../components/account-link.js';
import { DataTable } from '../../components/data-table.js';
import { methodNames } from '../../components/evidence.js';
import { ExportButtons } from '../../components/export-buttons.js';
import { Pager } from '../../components/pager.js';
import { Await } from '../../components/states.js';
import { plural } from '../../format/words.js';
import { usePage } from '../../url/use-page.js';
import { useView } from '../../url/use-view.js';

/** What speaks for the two being one, and does not count. */
const against = ({ refused }: KeptApart): string =>
  [...new Set(refused.map(({ method }) => methodNames[method]))].join('; ');

const Record = ({ record: { id, name, accountId } }: { readonly record: KeptApart['one'] }) => (
  <>
    {accountId === null ? (name ?? id) : <AccountLink id={accountId} name={name ?? id} />}{' '}
    <span className="quiet">{id}</span>
  </>
);

/** Records that a person keeps apart, the import that says so, and what would else have made them one. */
export const ApartList = () => {
  const [view] = useView();
  const { offset, onPage } = usePage();
  const apart = useKeptApart({ search: view.q, offset });
  return (
    <Await query={apart} what="the records that are kept apart">
      {({ total, pairs }) => (
        <>
          <div className="toolbar">
            <span className="quiet" role="status">
              {plural(total, 'pair')} of records that a person keeps apart. Undo the import that says so to
              let them be one again.
            </span>
            <span className="toolbar-end">
              <ExportButtons
                table={() => ({
                  title: 'Records that a person keeps apart, on this page of the list',
                  file: 'identity-apart',
                  header: ['kind', 'one', 'one_name', 'other', 'other_name', 'although', 'imports'],
                  rows: pairs.map((pair) => [
                    pair.entity,
                    pair.one.id,
                    pair.one.name,
                    pair.other.id,
                    pair.other.name,
                    against(pair),
                    pair.batches.join(', '),
                  ]),
                })}
                notes={[['Search', view.q ?? 'none']]}
              />
            </span>
          </div>
          <DataTable
            caption="Records that a person keeps apart"
            rows={pairs}
            rowKey={({ entity, one, other }) => `${entity} ${one.id} ${other.id}`}
            empty="None."
            columns={[
              { key: 'one', header: 'Record', cell: ({ one }) => <Record record={one} /> },
              { key: 'other', header: 'is not', cell: ({ other }) => <Record record={other} /> },
              { key: 'kind', header: 'Kind', cell: ({ entity }) => entity },
              { key: 'although', header: 'Although', wraps: true, cell: (pair) => against(pair) || '–' },
              {
                key: 'import',
                header: 'Says import',
                cell: ({ batches }) => (
                  <Link to="/data" search={{ tab: 'batches' }}>
                    {batches.join(', ')}
                  </Link>
                ),
              },
            ]}
          />
          <Pager offset={offset} pageSize={identityPageSize} total={total} onPage={onPage} />
        </>
      )}
    </Await>
  );
};
