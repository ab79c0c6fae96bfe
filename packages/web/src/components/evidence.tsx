import { Fragment, type ReactNode } from 'react';
import { useEvidence } from '../api/queries.js';
import type { AccountEvidence, IdentityMethod, KeptApart } from '../api/types-identity.js';
import { DataTable } from './data-table.js';
import { Await } from './states.js';

/** How two records were found to be one, in words. */
export const methodNames: Readonly<Record<IdentityMethod, string>> = {
  declared: 'united by a person',
  external_id: 'names the other’s id',
  source_merge: 'merged by its source',
  exact_email: 'same e-mail address',
  domain: 'same internet domain',
  parent: 'child of the other',
};

type Link = AccountEvidence['links'][number];

const reason = ({ method, because }: Link): string =>
  method === 'source_merge' || method === 'parent'
    ? methodNames[method]
    : `${methodNames[method]} (${because})`;

const Because = ({ link, action }: { readonly link: Link; readonly action: ReactNode }) => (
  <li>
    <code>{link.one}</code> and <code>{link.other}</code>: {reason(link)}
    <span className="quiet"> {Math.round(link.confidence * 100)} % sure</span>
    {action === null ? null : <> {action}</>}
  </li>
);

const Apart = ({ pair: { one, other, batches, refused } }: { readonly pair: KeptApart }) => (
  <li>
    Kept apart: <code>{one.id}</code> and <code>{other.id}</code>, by a person, import {batches.join(', ')}.
    {refused.map((link) => (
      <Fragment key={`${link.one} ${link.other} ${link.method} ${link.because}`}>
        {' '}
        <span className="quiet">
          Does not count: {link.one} and {link.other}, {reason(link)}.
        </span>
      </Fragment>
    ))}
  </li>
);

/** The first link of each two records that are said to be one; a parent is none of its children. */
const firstOfPair = (links: readonly Link[], link: Link): boolean =>
  link.method !== 'parent' &&
  links.find(({ one, other, method }) => one === link.one && other === link.other && method !== 'parent') ===
    link;

/**
 * Why these records are one account: the records side by side, every link between two of them, and what a person keeps
 * apart from them. `action` stands once beside each two that a link joins.
 */
export const Evidence = ({
  id,
  action,
}: {
  readonly id: string;
  readonly action?: (link: Link) => ReactNode;
}) => {
  const evidence = useEvidence(id);
  return (
    <Await query={evidence} what="the evidence">
      {({ records, links, keptApart }) => (
        <>
          <ul>
            {links.map((link) => (
              <Because
                key={`${link.one} ${link.other} ${link.method}`}
                link={link}
                action={action !== undefined && firstOfPair(links, link) ? action(link) : null}
              />
            ))}
            {keptApart.map((pair) => (
              <Apart key={`${pair.one.id} ${pair.other.id}`} pair={pair} />
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
