import { useMetrics } from '../../api/queries.js';
import type { MetricSummary } from '../../api/types.js';
import { MetricLink } from '../../components/metric-link.js';
import { PageHead } from '../../components/page-head.js';
import { SearchField } from '../../components/search-field.js';
import { Await } from '../../components/states.js';
import { groupTitles, plural, words } from '../../format/words.js';
import { useView } from '../../url/use-view.js';

const matches = ({ id, name, sentence }: MetricSummary, search: string): boolean =>
  `${name} ${id} ${sentence}`.toLowerCase().includes(search.trim().toLowerCase());

/** Every measure with what it says in a sentence. */
export const Catalogue = () => {
  const metrics = useMetrics();
  const [view] = useView();
  return (
    <>
      <PageHead
        title="Measures"
        lead="Each has one definition, and opens to the records that it was counted from."
      />
      <p className="toolbar">
        <SearchField />
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
                          <MetricLink metric={metric} />
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
