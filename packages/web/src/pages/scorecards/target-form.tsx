import { useState } from 'react';
import { useChange } from '../../api/changes.js';
import { useOrganisation } from '../../api/queries.js';
import type { MetricSummary } from '../../api/types.js';
import type { ScorecardLine, TargetDraft } from '../../api/types-business.js';
import { FilterChooser } from '../../components/filter-chooser.js';
import { Modal } from '../../components/modal.js';
import { ProblemNote } from '../../components/states.js';
import { groupTitles, words } from '../../format/words.js';
import { startOfName } from '../../period/calendar.js';
import { filtersOf, whereText } from '../../url/view-search.js';
import { draftOf } from './target-draft.js';
import { readTarget, targetUnit, writtenTarget } from './target-value.js';

/** Sets a target or changes one; each change is logged by the server. */
export const TargetForm = ({
  metrics,
  line,
  onClose,
}: {
  readonly metrics: readonly MetricSummary[];
  readonly line: ScorecardLine | null;
  readonly onClose: () => void;
}) => {
  const organisation = useOrganisation().data;
  const change = useChange();
  const [metric, setMetric] = useState(line?.metric ?? 'win_rate');
  const own = metrics.find(({ id }) => id === metric);
  const unit = own?.unit ?? 'count';
  const [period, setPeriod] = useState(line?.period ?? (organisation?.asOf ?? '2025').slice(0, 4));
  const [value, setValue] = useState(line === null ? '' : writtenTarget(line.value, unit));
  const [owner, setOwner] = useState(line?.owner ?? '');
  const [note, setNote] = useState(line?.note ?? '');
  const [reviewOn, setReviewOn] = useState(line?.reviewOn ?? '');
  const [where, setWhere] = useState<readonly string[]>(
    (line?.where ?? []).flatMap(({ dimension, values }) => values.map((one) => whereText(dimension, one))),
  );
  const [error, setError] = useState<unknown>(null);
  const read = readTarget(value, unit);
  const isPeriod = startOfName(period.trim(), organisation?.fiscalYearStartsMonth) !== null;
  const save = async (): Promise<void> => {
    if (read === null || !isPeriod) return;
    const draft: TargetDraft = {
      metric,
      period: period.trim(),
      value: read,
      where: filtersOf(where),
      owner: owner.trim() === '' ? null : owner.trim(),
      note: note.trim() === '' ? null : note.trim(),
      reviewOn: reviewOn === '' ? null : reviewOn,
    };
    try {
      await change(
        line === null
          ? {
              method: 'POST',
              path: '/targets',
              body: draft,
              done: `Set a target for ${own?.name ?? metric}.`,
              undo: (answer) => ({
                method: 'DELETE',
                path: `/targets/${(answer as { id: string }).id}`,
                done: 'The target is gone again.',
              }),
            }
          : {
              method: 'PUT',
              path: `/targets/${line.id}`,
              body: draft,
              done: `Changed the target for ${own?.name ?? metric}.`,
              undo: () => ({
                method: 'PUT',
                path: `/targets/${line.id}`,
                body: draftOf(line),
                done: 'The target is as it was.',
              }),
            },
      );
      onClose();
    } catch (caught) {
      setError(caught);
    }
  };
  return (
    <Modal title={line === null ? 'Set a target' : 'Change the target'} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <label>
          Measure
          <select
            value={metric}
            disabled={line !== null}
            onChange={(event) => {
              setMetric(event.target.value);
              setWhere([]);
            }}
          >
            {[
              ...Map.groupBy(
                metrics.filter(({ id }) => id !== 'cohort_retention'),
                ({ group }) => group,
              ),
            ].map(([group, all]) => (
              <optgroup key={group} label={groupTitles[group] ?? words(group)}>
                {all.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </label>
        <div className="fields">
          <label>
            Period
            <input
              value={period}
              onChange={(event) => setPeriod(event.target.value)}
              aria-invalid={!isPeriod}
              required
            />
            <span className="quiet">2025, 2025-Q1, 2025-03 or FY2025</span>
          </label>
          <label>
            Target, {targetUnit(unit, organisation?.currency ?? 'EUR')}
            <input
              inputMode="decimal"
              value={value}
              onChange={(event) => setValue(event.target.value)}
              aria-invalid={value !== '' && read === null}
              required
            />
          </label>
        </div>
        <fieldset className="form-part">
          <legend>For the company, or only a part of it: a team, a person, a segment</legend>
          {own === undefined || own.dimensions.length === 0 ? (
            <p className="quiet">This measure cannot be taken apart.</p>
          ) : (
            <FilterChooser dimensions={own.dimensions} where={where} onChange={setWhere} />
          )}
        </fieldset>
        <div className="fields">
          <label>
            Owner
            <input value={owner} onChange={(event) => setOwner(event.target.value)} />
          </label>
          <label>
            Review on
            <input type="date" value={reviewOn} onChange={(event) => setReviewOn(event.target.value)} />
          </label>
        </div>
        <label>
          Note
          <textarea rows={2} value={note} onChange={(event) => setNote(event.target.value)} />
        </label>
        {error === null ? null : <ProblemNote error={error} />}
        <p className="form-end">
          <button type="button" className="quiet-button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button" disabled={read === null || !isPeriod}>
            Save
          </button>
        </p>
      </form>
    </Modal>
  );
};
