import { Link } from '@tanstack/react-router';
import { useAccounts, useIssues } from '../../api/queries.js';
import type { Comparison, DimensionFilter } from '../../api/types.js';
import { AccountLink } from '../../components/account-link.js';
import { HealthTag } from '../../components/health-tag.js';
import { MetricLink } from '../../components/metric-link.js';
import { Change } from '../../components/value.js';
import { concernText } from '../../format/sign-words.js';
import { plural } from '../../format/words.js';
import { valueText } from '../../format/value.js';
import { type HomeLine, largestMoves } from './verdict.js';

interface Props {
  readonly lines: readonly HomeLine[];
  readonly comparison: Comparison | null;
  readonly currency: string;
  readonly missing: number;
  readonly where: readonly DimensionFilter[];
}

const Moves = ({ lines, comparison, currency }: Omit<Props, 'missing' | 'where'>) => {
  const moves = largestMoves(lines, comparison).slice(0, 6);
  return (
    <section>
      <h2>What changed most</h2>
      {moves.length === 0 ? <p className="quiet">Nothing moved by more than noise.</p> : null}
      <ul className="plain-list">
        {moves.map(({ metric, cell }) => (
          <li key={metric.id}>
            <MetricLink metric={metric} />
            <Change
              compared={comparison === null ? undefined : cell?.compare[comparison]}
              unit={metric.unit}
              better={metric.better}
              currency={currency}
            />
          </li>
        ))}
      </ul>
    </section>
  );
};

/** What the list of accounts can be narrowed by, one value each. */
const accountFilter = (where: readonly DimensionFilter[], dimension: string): string | undefined => {
  const values = where.find((one) => one.dimension === dimension)?.values ?? [];
  return values.length === 1 ? (values[0] ?? undefined) : undefined;
};

const Concerns = ({
  currency,
  where,
}: {
  readonly currency: string;
  readonly where: readonly DimensionFilter[];
}) => {
  const page = useAccounts({
    sort: 'concerns',
    order: 'desc',
    concerns: 'true',
    owner: accountFilter(where, 'owner'),
    segment: accountFilter(where, 'segment'),
    limit: 6,
  });
  const worried = page.data?.accounts ?? [];
  return (
    <section>
      <h2>Accounts to look after</h2>
      {page.data !== undefined && worried.length === 0 ? (
        <p className="quiet">No account shows a concern.</p>
      ) : null}
      <ul className="plain-list">
        {worried.map(({ id, name, mrr, health, concernSigns }) => (
          <li key={id}>
            <AccountLink id={id} name={name} />
            {health === null ? null : <HealthTag state={health} />}
            <span className="quiet">
              {concernSigns.map((sign) => concernText(sign, currency)).join(', ')}
            </span>
            <span className="is-number">
              {mrr === null ? '' : `${valueText(mrr, 'money', currency)} MRR`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Problems = ({ missing, hasTargets }: { readonly missing: number; readonly hasTargets: boolean }) => {
  const issues = (useIssues().data?.issues ?? []).filter(
    ({ severity, metrics }) => severity !== 'info' && metrics.length > 0,
  );
  return (
    <div>
      <section>
        <h2>Data problems that touch figures</h2>
        {issues.length === 0 ? <p className="quiet">None is open.</p> : null}
        <ul className="plain-list">
          {issues.slice(0, 5).map(({ rule, entity, file, title, affected, metrics }) => (
            <li key={`${rule}${entity}${file}`}>
              <Link to="/data" search={{ tab: 'quality', q: rule }}>
                {title}
              </Link>
              <span className="quiet">
                {plural(affected, 'record')}, {plural(metrics.length, 'figure')}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>Next</h2>
        <ul className="plain-list">
          {hasTargets ? null : (
            <li>
              <Link to="/scorecards">Set three targets</Link>
              <span className="quiet">so that a figure can be good or bad</span>
            </li>
          )}
          {issues.length === 0 ? null : (
            <li>
              <Link to="/data" search={{ tab: 'quality' }}>
                Go through {plural(issues.length, 'data problem')}
              </Link>
            </li>
          )}
          {missing === 0 ? null : (
            <li>
              <Link to="/data/import">Import what {plural(missing, 'measure')} still lack</Link>
            </li>
          )}
          <li>
            <Link to="/cohorts">See who stays, cohort by cohort</Link>
          </li>
        </ul>
      </section>
    </div>
  );
};

/** Below the board: what moved, who to look after, what is wrong with the data, and what to do. */
export const Below = ({ lines, comparison, currency, missing, where }: Props) => (
  <div className="below">
    <Moves lines={lines} comparison={comparison} currency={currency} />
    <Concerns currency={currency} where={where} />
    <Problems missing={missing} hasTargets={lines.some(({ target }) => target !== null)} />
  </div>
);
