import { Link } from '@tanstack/react-router';
import { useIssues } from '../../api/queries.js';
import { IssueList } from '../data/issue-list.js';
import { Await } from '../../components/states.js';
import { plural } from '../../format/words.js';
import type { MetricContext } from './metric-context.js';

const meanings = {
  A: 'Nothing is open against this figure.',
  B: 'Open problems touch up to 5 % of its records.',
  C: 'Open problems touch up to 20 % of its records.',
  D: 'Open problems touch more than 20 % of its records.',
} as const;

/** The rules the figure depends on, and what is open against them. */
export const QualityTab = ({ context: { metric } }: { readonly context: MetricContext }) => {
  const issues = useIssues();
  return (
    <Await query={issues} what="the data problems">
      {(data) => {
        const own = data.issues.filter(({ metrics }) => metrics.includes(metric.id));
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
              It depends on {plural(metric.rules.length, 'rule')}: {metric.rules.join(', ')}.{' '}
              <Link to="/data" search={{ tab: 'quality' }}>
                All data problems
              </Link>
            </p>
            <IssueList issues={own} empty="None of them is broken by any record." />
          </>
        );
      }}
    </Await>
  );
};
