import { Link } from '@tanstack/react-router';
import { useIssues } from '../../api/queries.js';
import { PageHead } from '../../components/page-head.js';
import { SearchField } from '../../components/search-field.js';
import { Await } from '../../components/states.js';
import { Tabs } from '../../components/tabs.js';
import { useView } from '../../url/use-view.js';
import { Batches } from './batches.js';
import { IssueList } from './issue-list.js';
import { Rejects } from './rejects.js';
import { SourcesTab } from './sources-tab.js';

const tabs = [
  { id: 'sources', title: 'Sources' },
  { id: 'quality', title: 'Quality' },
  { id: 'rejects', title: 'Rejected rows' },
  { id: 'batches', title: 'Imports' },
] as const;

const Quality = () => {
  const issues = useIssues();
  const [view] = useView();
  return (
    <Await query={issues} what="the data problems">
      {(data) => {
        const search = (view.q ?? '').toLowerCase();
        const found = data.issues.filter(({ rule, title, entity, message }) =>
          `${rule} ${title} ${entity ?? ''} ${message}`.toLowerCase().includes(search),
        );
        return (
          <>
            <p className="toolbar">
              <SearchField />
              <span className="quiet" role="status">
                {found.length} of {data.issues.length}
                {data.withheld.length === 0 ? '' : `; ${data.withheld.length} figures are withheld`}
              </span>
            </p>
            <IssueList
              issues={found}
              empty={data.issues.length === 0 ? 'No rule is broken by any record.' : 'Nothing matches.'}
            />
          </>
        );
      }}
    </Await>
  );
};

/** What was imported, what is wrong with it, what was kept out, and how to take it back. */
export const DataPage = () => {
  const [view, change] = useView();
  const chosen = tabs.find(({ id }) => id === view.tab)?.id ?? 'sources';
  return (
    <>
      <PageHead
        title="Data"
        lead="Every row that came in is loaded, kept out with a reason, or ignored with a reason; nothing is lost."
      >
        <p>
          <Link to="/data/import" className="button">
            Import files
          </Link>
        </p>
      </PageHead>
      <Tabs
        label="Data"
        tabs={tabs}
        chosen={chosen}
        onChoose={(tab) => change({ tab, q: undefined, page: undefined }, true)}
      >
        {chosen === 'sources' ? <SourcesTab /> : null}
        {chosen === 'quality' ? <Quality /> : null}
        {chosen === 'rejects' ? <Rejects /> : null}
        {chosen === 'batches' ? <Batches /> : null}
      </Tabs>
    </>
  );
};
