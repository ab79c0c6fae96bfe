import { useIdentity } from '../../api/queries.js';
import { SearchField } from '../../components/search-field.js';
import { Await, Empty } from '../../components/states.js';
import { useView } from '../../url/use-view.js';
import { AloneList } from './alone-list.js';
import { ApartList } from './apart-list.js';
import { CoverageTable } from './identity-coverage.js';
import { UnitedList } from './united-list.js';

const lists = [
  { id: 'united', title: 'United from several' },
  { id: 'alone', title: 'Without a match' },
  { id: 'apart', title: 'Kept apart by a person' },
] as const;

/** Which records of the sources are one account and why, which met nobody, and which a person keeps apart. */
export const IdentityTab = () => {
  const coverage = useIdentity();
  const [view, change] = useView();
  const chosen = lists.find(({ id }) => id === view.show)?.id ?? 'united';
  return (
    <Await query={coverage} what="the matches">
      {(data) =>
        data.sources.length === 0 ? (
          <Empty title="No account was imported yet." entities={['account']} />
        ) : (
          <>
            <CoverageTable coverage={data} />
            {data.sources.length < 2 ? (
              <p className="quiet">Accounts come from one source; there is no other to match them with.</p>
            ) : null}
            <div className="toolbar">
              <div className="segmented" role="group" aria-label="Which accounts">
                {lists.map(({ id, title }) => (
                  <button
                    key={id}
                    type="button"
                    aria-pressed={id === chosen}
                    onClick={() => change({ show: id === 'united' ? undefined : id, page: undefined })}
                  >
                    {title}
                  </button>
                ))}
              </div>
              <SearchField asksServer placeholder="name, id, domain" />
            </div>
            {chosen === 'united' ? <UnitedList /> : null}
            {chosen === 'alone' ? <AloneList coverage={data} /> : null}
            {chosen === 'apart' ? <ApartList /> : null}
          </>
        )
      }
    </Await>
  );
};
