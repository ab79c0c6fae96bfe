import { Link } from '@tanstack/react-router';
import type { Issue } from '../../api/types.js';
import { count } from '../../format/number.js';
import { plural, words } from '../../format/words.js';

/** What a break of a rule does. */
export const severityNames: Record<Issue['severity'], string> = {
  block: 'withholds figures',
  quarantine: 'rows kept out',
  warn: 'lowers the grade',
  info: 'for information',
};

const share = ({ affected, population }: Issue): string =>
  population === 0
    ? plural(affected, 'record')
    : `${count(affected)} of ${count(population)} records (${((affected / population) * 100).toFixed(affected / population < 0.1 ? 1 : 0)} %)`;

/** Data problems, worst first: what, how many, which figures, examples, what to do. */
export const IssueList = ({
  issues,
  empty,
}: {
  readonly issues: readonly Issue[];
  readonly empty: string;
}) =>
  issues.length === 0 ? (
    <p className="quiet">{empty}</p>
  ) : (
    <ul className="issues">
      {issues.map((issue) => (
        <li
          key={`${issue.rule}${issue.entity}${issue.file}${issue.scope}`}
          className={`issue is-${issue.severity}`}
        >
          <details>
            <summary>
              <code>{issue.rule}</code> <b>{issue.title}</b>
              <span className="issue-facts">
                {issue.entity === null ? '' : `${words(issue.entity)}, `}
                {share(issue)} · {severityNames[issue.severity]}
                {issue.metrics.length === 0 ? '' : ` · ${plural(issue.metrics.length, 'figure')}`}
              </span>
            </summary>
            <p>{issue.message}</p>
            {issue.remedy === '' ? null : <p>{issue.remedy}</p>}
            {issue.file === null ? null : (
              <p className="quiet">
                In <code>{issue.file}</code>
              </p>
            )}
            {issue.examples.length === 0 ? null : (
              <ul>
                {issue.examples.map(({ record, message }, index) => (
                  <li key={`${record}${index}`}>
                    <code>{record}</code>
                    {message === null ? '' : `: ${message}`}
                  </li>
                ))}
              </ul>
            )}
            {issue.metrics.length === 0 ? null : (
              <p>
                Touches{' '}
                {issue.metrics.map((id, index) => (
                  <span key={id}>
                    {index === 0 ? '' : ', '}
                    <Link to="/metric/$id" params={{ id }} search={{ tab: 'quality' }}>
                      {words(id).toLowerCase()}
                    </Link>
                  </span>
                ))}
              </p>
            )}
          </details>
        </li>
      ))}
    </ul>
  );
