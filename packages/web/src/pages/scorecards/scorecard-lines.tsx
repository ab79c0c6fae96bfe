import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useChange } from '../../api/changes.js';
import type { MetricSummary } from '../../api/types.js';
import type { ScorecardLine } from '../../api/types-business.js';
import { TargetBar } from '../../charts/target-bar.js';
import { DataTable } from '../../components/data-table.js';
import { ProblemNote } from '../../components/states.js';
import { dateText, periodText } from '../../format/period-name.js';
import { changeText, valueText } from '../../format/value.js';
import { words } from '../../format/words.js';
import { whereText } from '../../url/view-search.js';
import { TargetChanges } from './target-changes.js';
import { draftOf } from './target-draft.js';
import { TargetForm } from './target-form.js';
import { partText } from './target-part.js';

/** The targets of one scorecard with their figures; each can be edited, deleted with undo, and looked up in its log. */
export const ScorecardLines = ({
  caption,
  lines,
  metrics,
  currency,
  showPart,
}: {
  readonly caption: string;
  readonly lines: readonly ScorecardLine[];
  readonly metrics: readonly MetricSummary[];
  readonly currency: string;
  /** Whether each line says whose it is; a heading may have said it for all. */
  readonly showPart: boolean;
}) => {
  const change = useChange();
  const [edited, setEdited] = useState<ScorecardLine | null>(null);
  const [history, setHistory] = useState<ScorecardLine | null>(null);
  const [error, setError] = useState<unknown>(null);
  const metricOf = (line: ScorecardLine): MetricSummary | undefined =>
    metrics.find(({ id }) => id === line.metric);
  const remove = async (line: ScorecardLine): Promise<void> => {
    try {
      await change({
        method: 'DELETE',
        path: `/targets/${line.id}`,
        done: `The target for ${metricOf(line)?.name ?? line.metric} is gone.`,
        undo: () => ({ method: 'POST', path: '/targets', body: draftOf(line), done: 'The target is back.' }),
      });
    } catch (caught) {
      setError(caught);
    }
  };
  return (
    <>
      {error === null ? null : <ProblemNote error={error} />}
      <DataTable
        caption={caption}
        rows={lines}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'metric',
            header: 'Measure',
            wraps: true,
            cell: (line) => (
              <>
                <Link
                  to="/metric/$id"
                  params={{ id: line.metric }}
                  search={{
                    period: line.period,
                    where: line.where.flatMap(({ dimension, values }) =>
                      values.map((value) => whereText(dimension, value)),
                    ),
                  }}
                >
                  {metricOf(line)?.name ?? line.metric}
                </Link>
                {showPart ? <span className="quiet below-line">{partText(line.where)}</span> : null}
                {line.note === null || line.note === '' ? null : (
                  <span className="quiet below-line">{line.note}</span>
                )}
              </>
            ),
          },
          { key: 'period', header: 'Period', cell: ({ period }) => periodText(period) },
          {
            key: 'now',
            header: 'Now',
            align: 'right',
            cell: (line) => {
              const unit = metricOf(line)?.unit ?? 'count';
              return line.cell === null ? (
                '–'
              ) : (
                <span title={line.cell.reason?.message}>
                  {valueText(line.cell.value, unit, currency)}
                  {line.cell.partial ? <span className="so-far">so far</span> : null}
                </span>
              );
            },
          },
          {
            key: 'target',
            header: 'Target',
            align: 'right',
            cell: (line) => valueText(line.value, metricOf(line)?.unit ?? 'count', currency),
          },
          {
            key: 'gap',
            header: 'Against target',
            align: 'right',
            cell: (line) => {
              const unit = metricOf(line)?.unit ?? 'count';
              const value = line.cell?.value ?? null;
              return (
                <>
                  {value === null ? '–' : changeText(Number(value) - Number(line.value), unit, currency)}
                  {line.pace === null || line.cell?.partial !== true ? null : (
                    <span className="quiet below-line">
                      {valueText(line.pace, unit, currency)} expected by now
                    </span>
                  )}
                </>
              );
            },
          },
          {
            key: 'path',
            header: 'On the way',
            cell: (line) => {
              const value = line.cell?.value ?? null;
              const unit = metricOf(line)?.unit ?? 'count';
              return value === null ? (
                '–'
              ) : (
                <TargetBar
                  actual={Number(value)}
                  target={Number(line.value)}
                  pace={line.pace === null ? null : Number(line.pace)}
                  title={`${valueText(value, unit, currency)} of ${valueText(line.value, unit, currency)}${line.pace === null || line.pace === line.value ? '' : `, ${valueText(line.pace, unit, currency)} expected by now`}`}
                />
              );
            },
          },
          {
            key: 'status',
            header: 'Status',
            cell: ({ status }) => <span className={`status status-${status}`}>{words(status)}</span>,
          },
          {
            key: 'owner',
            header: 'Owner, review',
            cell: ({ owner, reviewOn }) => (
              <>
                {owner ?? ''}
                {reviewOn === null ? null : <span className="quiet below-line">{dateText(reviewOn)}</span>}
              </>
            ),
          },
          {
            key: 'acts',
            header: '',
            cell: (line) => (
              <span className="acts">
                <button type="button" className="link-button" onClick={() => setEdited(line)}>
                  Edit
                </button>
                <button type="button" className="link-button" onClick={() => setHistory(line)}>
                  Changes
                </button>
                <button type="button" className="link-button" onClick={() => void remove(line)}>
                  Delete
                </button>
              </span>
            ),
          },
        ]}
      />
      {edited === null ? null : (
        <TargetForm metrics={metrics} line={edited} onClose={() => setEdited(null)} />
      )}
      {history === null ? null : (
        <TargetChanges
          line={history}
          name={metricOf(history)?.name ?? history.metric}
          unit={metricOf(history)?.unit ?? 'count'}
          onClose={() => setHistory(null)}
        />
      )}
    </>
  );
};
