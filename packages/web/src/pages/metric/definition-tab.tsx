import { Link } from '@tanstack/react-router';
import { useExplanation } from '../../api/queries.js';
import { Exclusions } from '../../components/exclusions.js';
import { Await } from '../../components/states.js';
import { dateText, periodText } from '../../format/period-name.js';
import { words } from '../../format/words.js';
import type { MetricContext } from './metric-context.js';
import { VersionHistory } from './version-history.js';

const Points = ({ title, points }: { readonly title: string; readonly points: readonly string[] }) =>
  points.length === 0 ? null : (
    <section>
      <h3>{title}</h3>
      <ul>
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </section>
  );

/** What the figure is: in words, in symbols, and in the SQL that runs. */
export const DefinitionTab = ({ context }: { readonly context: MetricContext }) => {
  const { metric, period, where } = context;
  const explanation = useExplanation({
    metrics: [metric.id],
    from: period.from,
    to: period.to,
    grain: period.grain,
    where,
  });
  const parameters = Object.entries(metric.parameters);
  return (
    <div className="definition">
      <p className="formula-words">
        {metric.name} = {metric.formula.words}
      </p>
      <p className="formula-symbols">
        <code>{metric.formula.symbols}</code>
      </p>
      <div className="columns">
        <Points title="Counted" points={metric.included} />
        <Points title="Not counted" points={metric.excluded} />
        {metric.variants.length === 0 ? null : (
          <section>
            <h3>Other ways to count it</h3>
            <ul>
              {metric.variants.map(({ name, difference, metric: other }) => (
                <li key={name}>
                  <b>
                    {other === undefined ? (
                      name
                    ) : (
                      <Link to="/metric/$id" params={{ id: other }}>
                        {name}
                      </Link>
                    )}
                  </b>
                  : {difference}
                </li>
              ))}
            </ul>
          </section>
        )}
        {parameters.length === 0 ? null : (
          <section>
            <h3>Parameters</h3>
            <ul>
              {parameters.map(([name, { description, default: value, assumption }]) => (
                <li key={name}>
                  <b>{words(name)}</b>: {description ?? ''} (
                  {assumption === undefined ? (
                    String(value)
                  ) : (
                    <Link to="/settings">{`setting ${words(assumption).toLowerCase()}`}</Link>
                  )}
                  )
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
      <Await query={explanation} what="the plan">
        {({ metrics, periods, steps, exclusions }) => (
          <>
            <h3>Parts of the formula</h3>
            <dl className="definitions">
              {(metrics[0]?.legs ?? []).map((leg) => (
                <div key={leg.leg}>
                  <dt>{words(leg.leg)}</dt>
                  <dd>
                    {leg.aggregate} of {words(leg.fact).toLowerCase()} ({leg.grain}); {leg.placement}
                    {leg.where.length === 0 ? '' : `; where ${leg.where.join(' and ')}`}
                  </dd>
                </div>
              ))}
            </dl>
            <h3>In no figure</h3>
            <Exclusions
              exclusions={exclusions.filter(({ entity }) =>
                (metrics[0]?.legs ?? []).some(({ from }) => from.includes(entity)),
              )}
            />
            <h3>Dates</h3>
            <p>
              {periods
                .map(
                  ({ name, start, end, looked_at_until: until }) =>
                    `${periodText(name)}: from ${dateText(start)} up to but without ${dateText(end)}${until < end ? `, looked at until ${dateText(until)}` : ''}`,
                )
                .join('; ')}
              . Days begin in {context.organisation.timeZone}.
            </p>
            <details>
              <summary>
                SQL ({steps.length} {steps.length === 1 ? 'statement' : 'statements'})
              </summary>
              {steps.map(({ id, sql, serves }) => (
                <section key={id}>
                  <p className="quiet">{serves.join(', ')}</p>
                  <pre tabIndex={0}>
                    <code>{sql}</code>
                  </pre>
                </section>
              ))}
            </details>
          </>
        )}
      </Await>
      <VersionHistory context={context} />
      <p className="quiet">Source: {metric.source}.</p>
    </div>
  );
};
