import { useEvidence } from '../api/queries.js';
import type { AccountEvidence, IdentityMethod } from '../api/types-identity.js';
import { DataTable } from './data-table.js';
import { Await } from './states.js';

/** How two records were found to be one, in words. */
export const methodNames: Readonly<Record<IdentityMethod, string>> = {
  external_id: 'names the other’s id',
  source_merge: 'merged by its source or by a person',
  exact_email: 'same e-mail address',
  domain: 'same internet domain',
  parent: 'child of the other',
};

type Link = AccountEvidence['links'][number];

const Because = ({ link: { one, other, method, because, confidence } }: { readonly link: Link }) => (
  <li>
    <code>{one}</code> and <code>{other}</code>: {methodNames[method]}
    {method === 'source_merge' || method === 'parent' ? '' : ` (${because})`}
    <span className="quiet"> {Math.round(confidence * 100)} % sure</span>
  </li>
);

/** Why these records are one account: the records side by side, and every link between two of them. */
export const Evidence = ({ id }: { readonly id: string }) => {
  const evidence = useEvidence(id);
  return (
    <Await query={evidence} what="the evidence">
      {({ records, links }) => (
        <>
          <ul>
            {links.map((link) => (
              <Because key={`${link.one}${link.other}${link.method}`} link={link} />
            ))}
          </ul>
          <DataTable
            caption="Records that are this one account"
            rows={records}
            rowKey={(record) => record.id}
            columns={[
              { key: 'id', header: 'Record', cell: (record) => <code>{record.id}</code> },
              { key: 'name', header: 'Name', cell: (record) => record.name ?? '–' },
              { key: 'domain', header: 'Domain', cell: (record) => record.domain ?? '–' },
              { key: 'email', header: 'E-mail', cell: (record) => record.email ?? '–' },
              { key: 'country', header: 'Country', cell: (record) => record.country ?? '–' },
              {
                key: 'file',
                header: 'Came with',
                cell: ({ file, row }) =>
                  file === null ? 'only named by other rows' : `${file}${row === null ? '' : ` row ${row}`}`,
              },
            ]}
          />
        </>
      )}
    </Await>
  );
};
