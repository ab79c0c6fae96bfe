import { Link } from '@tanstack/react-router';
import { useMetrics } from '../../api/queries.js';
import type { MetricSummary } from '../../api/types.js';
import { PageHead } from '../../components/page-head.js';
import { Await } from '../../components/states.js';
import { groupTitles, plural, words } from '../../format/words.js';
import { useView } from '../../url/use-view.js';

const matches = ({ id, name, sentence }: MetricSummary, search: string): boolean =>
  `${name} ${id} ${sentence}`.toLowerCase().includes(search.trim().toLowerCase());

/** Every measure with what it says in a sentence. */
export const Catalogue = () => {
  const metrics = useMetrics();
  const [view, change] = useView();
  return (
    <>
      <PageHead
        title="Measures"
        lead="Each has one definition, and opens to the records that it was counted from."
      />
      <p className="toolbar">
        <label className="inline-field">
          <span>Find</span>
          <input
            type="search"
            value={view.q ?? ''}
            onChange={(event) => change({ q: event.target.value }, true)}
          />
        </label>
      </p>
      <Await query={metrics} what="the measures">
        {(data) => {
          const found = data.metrics.filter((metric) => matches(metric, view.q ?? ''));
          return (
            <>
              <p className="quiet" role="status">
                {plural(found.length, 'measure')}
              </p>
              {[...Map.groupBy(found, ({ group }) => group)].map(([group, own]) => (
                <section key={group}>
                  <h2>{groupTitles[group] ?? words(group)}</h2>
                  <dl className="definitions">
                    {own.map((metric) => (
                      <div key={metric.id}>
                        <dt>
                          <Link
                            to="/metric/$id"
                            params={{ id: metric.id }}
                            search={{ period: view.period, compare: view.compare }}
                          >
                            {metric.name}
                          </Link>
                          {metric.custom ? <span className="tag">your own</span> : null}
                        </dt>
                        <dd>{metric.sentence}</dd>
                      </div>
                    ))}
                  </dl>
                </section>
              ))}
            </>
          );
        }}
      </Await>
    </>
  );
};
