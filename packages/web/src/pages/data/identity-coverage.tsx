import type { IdentityCoverage } from '../../api/types-identity.js';
import { DataTable } from '../../components/data-table.js';
import { methodNames } from '../../components/evidence.js';
import { count } from '../../format/number.js';
import { plural } from '../../format/words.js';

const share = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((part / whole) * 100).toFixed(part === whole || part === 0 ? 0 : 1)} %`;

/** How much of each source met the others, and by what. */
export const CoverageTable = ({ coverage }: { readonly coverage: IdentityCoverage }) => (
  <>
    <DataTable
      caption="Account records of each source, and how many met one of another"
      showCaption
      rows={coverage.sources}
      rowKey={({ source }) => source}
      columns={[
        { key: 'source', header: 'Source', cell: ({ source }) => source },
        { key: 'records', header: 'Records', align: 'right', cell: ({ records }) => count(records) },
        { key: 'matched', header: 'Matched', align: 'right', cell: ({ matched }) => count(matched) },
        {
          key: 'share',
          header: 'Share',
          align: 'right',
          cell: ({ matched, records }) => share(matched, records),
        },
        {
          key: 'within',
          header: 'Merged within',
          align: 'right',
          cell: ({ mergedWithin }) => count(mergedWithin),
        },
        { key: 'alone', header: 'Alone', align: 'right', cell: ({ alone }) => count(alone) },
        {
          key: 'named',
          header: 'Only named by rows',
          align: 'right',
          cell: ({ onlyNamed }) => count(onlyNamed),
        },
      ]}
    />
    <p className="quiet">
      {coverage.links.length === 0
        ? 'No two account records were found to be one. '
        : `${coverage.links.map(({ method, links }) => `${plural(links, 'link')}: ${methodNames[method]}`).join('; ')}. `}
      {coverage.held.clusters === 0
        ? ''
        : `${plural(coverage.held.clusters, 'group')} of ${count(coverage.held.records)} records ${coverage.held.clusters === 1 ? 'is' : 'are'} too large to be believed and left apart. `}
      {coverage.apart === 0 ? '' : `A person keeps ${plural(coverage.apart, 'pair')} of records apart. `}
      {plural(coverage.people.records, 'record')} of people are {plural(coverage.people.humans, 'human')};{' '}
      {count(coverage.people.withoutAccount)} of customers’ people lead to no account. A name alone never
      unites two accounts.
    </p>
  </>
);
