import { Link } from '@tanstack/react-router';
import { PageHead } from '../../components/page-head.js';
import { Tabs } from '../../components/tabs.js';
import { useView } from '../../url/use-view.js';
import { Batches } from './batches.js';
import { IdentityTab } from './identity-tab.js';
import { QualityTab } from './quality-tab.js';
import { Rejects } from './rejects.js';
import { SourcesTab } from './sources-tab.js';

const tabs = [
  { id: 'sources', title: 'Sources' },
  { id: 'quality', title: 'Quality' },
  { id: 'identity', title: 'Identity' },
  { id: 'rejects', title: 'Rejected rows' },
  { id: 'batches', title: 'Imports' },
] as const;

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
        onChoose={(tab) => change({ tab, q: undefined, show: undefined, page: undefined }, true)}
      >
        {chosen === 'sources' ? <SourcesTab /> : null}
        {chosen === 'quality' ? <QualityTab /> : null}
        {chosen === 'identity' ? <IdentityTab /> : null}
        {chosen === 'rejects' ? <Rejects /> : null}
        {chosen === 'batches' ? <Batches /> : null}
      </Tabs>
    </>
  );
};
