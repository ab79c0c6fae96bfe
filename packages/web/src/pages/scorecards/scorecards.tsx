import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useChange } from '../../api/changes.js';
import { useMetrics, useOrganisation, useScorecard } from '../../api/queries.js';
import type { MetricSummary } from '../../api/types.js';
import type { ScorecardLine } from '../../api/types-business.js';
import { DataTable } from '../../components/data-table.js';
import { PageHead } from '../../components/page-head.js';
import { Await, ProblemNote } from '../../components/states.js';
import { csvText } from '../../format/csv.js';
import { dateText, periodText } from '../../format/period-name.js';
import { changeText, valueText } from '../../format/value.js';
import { dimensionValue, plural, words } from '../../format/words.js';
import { downloadCsv } from '../../components/download.js';
import { useView } from '../../url/use-view.js';
import { Annotations } from './annotations.js';
import { TargetChanges } from './target-changes.js';
import { draftOf } from './target-draft.js';
import { TargetForm } from './target-form.js';
import { TargetGrid } from './target-grid.js';

const scopeText = ({ where }: ScorecardLine): string =>
  where.length === 0
    ? 'the company'
    : where
        .map(
          ({ dimension, values }) =>
            `${words(dimension).toLowerCase()} ${values.map(dimensionValue).join(' or ')}`,
        )
        .join(', ');

const Board = ({
  lines,
  metrics,
  currency,
}: {
  readonly lines: readonly ScorecardLine[];
  readonly metrics: readonly MetricSummary[];
  readonly currency: string;
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
        caption="Targets and how they stand"
        rows={lines}
        rowKey={({ id }) => id}
        empty="No target yet. Three are enough to begin with: one for getting, one for keeping, one for serving customers."
        columns={[
          {
            key: 'metric',
            header: 'Measure',
            cell: (line) => (
              <Link
                to="/metric/$id"
                params={{ id: line.metric }}
                search={{
                  period: line.period,
                  where: line.where.flatMap(({ dimension, values }) =>
                    values.map((value) => `${dimension}=${value ?? ''}`),
                  ),
                }}
              >
                {metricOf(line)?.name ?? line.metric}
              </Link>
            ),
          },
          { key: 'for', header: 'For', cell: (line) => scopeText(line) },
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
          { key: 'note', header: 'Note', wraps: true, cell: ({ note }) => note ?? '' },
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

/** Targets on live figures, by company or part of it, with owner, pace, note and review; and what happened when. */
export const Scorecards = () => {
  const scorecard = useScorecard();
  const metrics = useMetrics();
  const organisation = useOrganisation().data;
  const [view, change] = useView();
  const [isAdding, setAdding] = useState(false);
  return (
    <>
      <PageHead title="Scorecards" lead="What was aimed at, where it stands, and who looks after it." />
      <Await query={metrics} what="the measures">
        {({ metrics: all }) => (
          <Await query={scorecard} what="the targets">
            {(lines) => {
              const owners = [
                ...new Set(lines.flatMap(({ owner }) => (owner === null || owner === '' ? [] : [owner]))),
              ].sort();
              const shown =
                view.owner === undefined ? lines : lines.filter(({ owner }) => owner === view.owner);
              const currency = organisation?.currency ?? 'EUR';
              return (
                <>
                  <div className="toolbar">
                    <button type="button" className="button" onClick={() => setAdding(true)}>
                      Set a target
                    </button>
                    {owners.length === 0 ? null : (
                      <label className="inline-field">
                        <span>Owner</span>
                        <select
                          value={view.owner ?? ''}
                          onChange={(event) =>
                            change({ owner: event.target.value === '' ? undefined : event.target.value })
                          }
                        >
                          <option value="">everyone</option>
                          {owners.map((owner) => (
                            <option key={owner} value={owner}>
                              {owner}
                            </option>
                          ))}
                        </select>
                      </label>
                    )}
                    <span className="quiet">{plural(shown.length, 'target')}</span>
                    <span className="toolbar-end">
                      <button
                        type="button"
                        className="quiet-button"
                        onClick={() =>
                          downloadCsv(
                            'scorecard.csv',
                            csvText(
                              [
                                'metric',
                                'for',
                                'period',
                                'value',
                                'target',
                                'progress',
                                'pace',
                                'status',
                                'owner',
                                'note',
                                'review_on',
                              ],
                              shown.map((line) => [
                                line.metric,
                                scopeText(line),
                                line.period,
                                line.cell?.value ?? null,
                                line.value,
                                line.progress,
                                line.pace,
                                line.status,
                                line.owner,
                                line.note,
                                line.reviewOn,
                              ]),
                              [
                                `data to ${organisation?.asOf ?? ''}, time zone ${organisation?.timeZone ?? ''}, currency ${currency}`,
                              ],
                            ),
                          )
                        }
                      >
                        Export CSV
                      </button>
                    </span>
                  </div>
                  <Board lines={shown} metrics={all} currency={currency} />
                  <TargetGrid lines={lines} metrics={all} asOf={organisation?.asOf ?? '2025-01-01'} />
                  <Annotations metrics={all} />
                  {isAdding ? (
                    <TargetForm metrics={all} line={null} onClose={() => setAdding(false)} />
                  ) : null}
                </>
              );
            }}
          </Await>
        )}
      </Await>
    </>
  );
};
