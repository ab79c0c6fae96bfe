import { Link } from '@tanstack/react-router';
import { useIssues } from '../../api/queries.js';
import type { Issue, MetricCheck } from '../../api/types.js';
import { severityNames, IssueList } from '../data/issue-list.js';
import { Await } from '../../components/states.js';
import { plural } from '../../format/words.js';
import type { MetricContext } from './metric-context.js';

const meanings = {
  A: 'Nothing is open against this figure.',
  B: 'Open problems touch up to 5 % of its records.',
  C: 'Open problems touch up to 20 % of its records.',
  D: 'Open problems touch more than 20 % of its records.',
} as const;

/** Where a rule works that judges no record. */
const places: Readonly<Record<NonNullable<MetricCheck['appliedBy']>, string>> = {
  reading: 'applied while files are read',
  mapping: 'applied while columns are matched',
  import: 'applied while rows are loaded',
  identity: 'applied while records are united',
  facts: 'applied while figures are prepared',
};

const listed = (entities: readonly string[]): string =>
  entities.map((entity) => entity.replaceAll('_', ' ')).join(', ');

/** What the rule is judged on, or why it is not. */
const scope = ({ judged, unfilled, appliedBy, waived }: MetricCheck): string => {
  if (waived !== null) return `not judged: ${waived}`;
  if (judged.length > 0) return `0 records break it; checked on ${listed(judged)}`;
  if (unfilled.length > 0) return `nothing to check: no ${listed(unfilled)} imported`;
  return appliedBy === null
    ? 'it looks at no record that this figure is made of'
    : `0 records break it; ${places[appliedBy]}`;
};

/** The rules that nothing breaks: what each checks, and what a break would do. */
const Kept = ({ checks }: { readonly checks: readonly MetricCheck[] }) => (
  <ul className="issues kept-rules">
    {checks.map((check) => (
      <li key={check.rule} className="issue">
        <code>{check.rule}</code> {check.title}
        <span className="issue-facts">
          {scope(check)} · if broken: {severityNames[check.severity]}
        </span>
      </li>
    ))}
  </ul>
);

/** The rules the figure depends on: what is open against them, and those that nothing breaks. */
export const QualityTab = ({ context: { metric } }: { readonly context: MetricContext }) => {
  const issues = useIssues(true);
  const kept = metric.checks.filter(({ affected }) => affected === 0);
  const broken = metric.checks.filter(({ affected }) => affected > 0);
  /** The API names the measures that an issue weighs on; one for information weighs on none. */
  const isOwn = ({ rule, entity, severity, metrics }: Issue): boolean =>
    severity === 'info'
      ? broken.some((one) => one.rule === rule && (entity === null || one.judged.includes(entity)))
      : metrics.includes(metric.id);
  return (
    <Await query={issues} what="the data problems">
      {(data) => {
        const own = data.issues.filter(isOwn);
        return (
          <>
            <p>
              <span className={`grade grade-${metric.quality.grade}`}>{metric.quality.grade}</span>{' '}
              {meanings[metric.quality.grade]}{' '}
              {metric.quality.blocked.length === 0
                ? ''
                : `Rule ${metric.quality.blocked.join(', ')} withholds it.`}
            </p>
            <p className="quiet">
              It depends on {plural(metric.checks.length, 'rule')}, of which {broken.length}{' '}
              {broken.length === 1 ? 'is' : 'are'} broken.{' '}
              <Link to="/data" search={{ tab: 'quality' }}>
                All data problems
              </Link>
            </p>
            {own.length === 0 ? null : (
              <section>
                <h2>Broken</h2>
                <IssueList issues={own} empty="" />
              </section>
            )}
            {kept.length === 0 ? null : (
              <section>
                <h2>Not broken</h2>
                <Kept checks={kept} />
              </section>
            )}
          </>
        );
      }}
    </Await>
  );
};
