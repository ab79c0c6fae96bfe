import { useState } from 'react';
import { useChange } from '../../api/changes.js';
import type { MetricSummary } from '../../api/types.js';
import type { ScorecardLine } from '../../api/types-business.js';
import { ProblemNote } from '../../components/states.js';
import { periodText } from '../../format/period-name.js';
import { periodOf, yearOf } from '../../period/calendar.js';
import { readTarget, targetUnit, writtenTarget } from './target-value.js';

const quartersOf = (year: number): readonly string[] => [1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`);

interface CellProps {
  readonly metric: MetricSummary;
  readonly period: string;
  readonly line: ScorecardLine | undefined;
  readonly onError: (error: unknown) => void;
}

const GridCell = ({ metric, period, line, onError }: CellProps) => {
  const change = useChange();
  const kept = line === undefined ? '' : writtenTarget(line.value, metric.unit);
  const [text, setText] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    if (text === null || text.trim() === kept) return setText(null);
    const value = readTarget(text, metric.unit);
    try {
      if (text.trim() === '' && line !== undefined) {
        await change({
          method: 'DELETE',
          path: `/targets/${line.id}`,
          done: 'The target is gone.',
          undo: () => ({
            method: 'POST',
            path: '/targets',
            body: {
              metric: line.metric,
              period,
              value: line.value,
              owner: line.owner,
              note: line.note,
              reviewOn: line.reviewOn,
            },
            done: 'The target is back.',
          }),
        });
      } else if (value !== null) {
        const body = {
          metric: metric.id,
          period,
          value,
          owner: line?.owner ?? null,
          note: line?.note ?? null,
          reviewOn: line?.reviewOn ?? null,
        };
        await change(
          line === undefined
            ? {
                method: 'POST',
                path: '/targets',
                body,
                done: `Set the target of ${metric.name} for ${periodText(period)}.`,
              }
            : {
                method: 'PUT',
                path: `/targets/${line.id}`,
                body,
                done: `Changed the target of ${metric.name} for ${periodText(period)}.`,
                undo: () => ({
                  method: 'PUT',
                  path: `/targets/${line.id}`,
                  body: { ...body, value: line.value },
                  done: 'The target is as it was.',
                }),
              },
        );
      }
    } catch (error) {
      onError(error);
    }
    return setText(null);
  };
  return (
    <input
      inputMode="decimal"
      aria-label={`Target of ${metric.name} for ${periodText(period)}`}
      value={text ?? kept}
      placeholder="–"
      onChange={(event) => setText(event.target.value)}
      onBlur={() => void save()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setText(null);
      }}
    />
  );
};

/** Targets of the whole company in a grid: one row a measure, one column a period. */
export const TargetGrid = ({
  lines,
  metrics,
  asOf,
}: {
  readonly lines: readonly ScorecardLine[];
  readonly metrics: readonly MetricSummary[];
  readonly asOf: string;
}) => {
  const [year, setYear] = useState(yearOf(periodOf(asOf, 'year').start));
  const [error, setError] = useState<unknown>(null);
  const own = lines.filter(({ where }) => where.length === 0);
  const shown = metrics.filter(({ id }) => own.some(({ metric }) => metric === id));
  const periods = [String(year), ...quartersOf(year)];
  if (shown.length === 0) return null;
  return (
    <section>
      <h2>Targets by period</h2>
      {error === null ? null : <ProblemNote error={error} />}
      <div className="toolbar">
        <button type="button" className="quiet-button" onClick={() => setYear(year - 1)}>
          {year - 1}
        </button>
        <strong>{year}</strong>
        <button type="button" className="quiet-button" onClick={() => setYear(year + 1)}>
          {year + 1}
        </button>
      </div>
      <div className="table-scroll" role="region" aria-label="Targets by period" tabIndex={0}>
        <table className="grid">
          <caption className="sr-only">
            Targets of the company by period; leave a field empty to delete a target
          </caption>
          <thead>
            <tr>
              <th scope="col">Measure</th>
              {periods.map((period) => (
                <th key={period} scope="col" className="is-number">
                  {periodText(period)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((metric) => (
              <tr key={metric.id}>
                <th scope="row">
                  {metric.name} <span className="quiet">{targetUnit(metric.unit, '')}</span>
                </th>
                {periods.map((period) => (
                  <td key={period} className="is-number">
                    <GridCell
                      metric={metric}
                      period={period}
                      line={own.find((line) => line.metric === metric.id && line.period === period)}
                      onError={setError}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
};
