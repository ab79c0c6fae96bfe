import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { refreshData } from '../../api/changes.js';
import { write } from '../../api/client.js';
import { problemOf } from '../../api/problem.js';
import { useBoard, useFigures, useOrganisation } from '../../api/queries.js';
import type { Board, Cell, MetricSummary, Organisation } from '../../api/types.js';
import { Await, Empty, ProblemNote } from '../../components/states.js';
import { useSay } from '../../components/toast.js';
import { periodText } from '../../format/period-name.js';
import { valueText } from '../../format/value.js';
import { plural } from '../../format/words.js';
import { readTarget, targetUnit } from './target-value.js';

/** One target for each of three questions; of each group the first measure that has a figure is proposed. */
const questions = [
  { title: 'Getting customers', groups: ['sales', 'acquisition'] },
  { title: 'Keeping customers', groups: ['retention', 'value'] },
  { title: 'Serving customers', groups: ['service', 'voice', 'crm'] },
] as const;

/** Measures of these groups that have a figure and a good direction: only those can be aimed at. */
const aims = (board: Board, groups: readonly string[]): readonly MetricSummary[] =>
  groups.flatMap((group) =>
    (board.groups.find((one) => one.group === group)?.lines ?? [])
      .filter(({ metric, latest }) => latest.value !== null && metric.better !== 'neither')
      .map(({ metric }) => metric),
  );

interface Written {
  readonly metric: string;
  readonly text: string;
}

const Question = ({
  title,
  choices,
  written,
  cells,
  organisation,
  onChange,
}: {
  readonly title: string;
  readonly choices: readonly MetricSummary[];
  readonly written: Written;
  readonly cells: readonly Cell[];
  readonly organisation: Organisation;
  readonly onChange: (written: Written) => void;
}) => {
  const own = choices.find(({ id }) => id === written.metric);
  if (!own) return null;
  const known = cells.filter(({ metric, value }) => metric === own.id && value !== null);
  const isBad = written.text.trim() !== '' && readTarget(written.text, own.unit) === null;
  return (
    <fieldset className="first-target">
      <legend>{title}</legend>
      <label>
        Measure
        <select value={own.id} onChange={(event) => onChange({ metric: event.target.value, text: '' })}>
          {choices.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        Target, {targetUnit(own.unit, organisation.currency)}
        <input
          inputMode="decimal"
          value={written.text}
          aria-invalid={isBad}
          onChange={(event) => onChange({ ...written, text: event.target.value })}
        />
      </label>
      <p className="quiet">
        {own.better === 'lower' ? 'Lower is better. ' : 'Higher is better. '}
        {known
          .map(
            ({ period, value, partial }) =>
              `${periodText(period)}${partial ? ' so far' : ''}: ${valueText(value, own.unit, organisation.currency)}`,
          )
          .join(', ')}
      </p>
    </fieldset>
  );
};

const Form = ({ board, organisation }: { readonly board: Board; readonly organisation: Organisation }) => {
  const client = useQueryClient();
  const say = useSay();
  const year = Number(organisation.asOf.slice(0, 4));
  const [period, setPeriod] = useState(String(year));
  const choices = questions.map(({ groups }) => aims(board, groups));
  const [written, setWritten] = useState<readonly Written[]>(
    choices.map((own) => ({ metric: own[0]?.id ?? '', text: '' })),
  );
  const [error, setError] = useState<unknown>(null);
  const [isSaving, setSaving] = useState(false);
  const chosen = [...new Set(written.map(({ metric }) => metric).filter((id) => id !== ''))];
  const figures = useFigures(
    chosen.length === 0 ? null : { metrics: chosen, from: String(year - 1), to: String(year), grain: 'year' },
  );
  const drafts = written.flatMap(({ metric, text }, index) => {
    const own = choices[index]?.find(({ id }) => id === metric);
    const value = own === undefined ? null : readTarget(text, own.unit);
    return own === undefined || value === null ? [] : [{ own, value }];
  });
  const takeBack = async (ids: readonly string[]): Promise<void> => {
    try {
      for (const id of ids) await write('DELETE', `/targets/${id}`);
      say('The targets are gone again.');
    } catch (caught) {
      say(problemOf(caught).detail, { isProblem: true });
    } finally {
      await refreshData(client);
    }
  };
  const save = async (): Promise<void> => {
    setSaving(true);
    setError(null);
    const made: string[] = [];
    try {
      for (const { own, value } of drafts) {
        const { id } = await write<{ readonly id: string }>('POST', '/targets', {
          metric: own.id,
          period,
          value,
        });
        made.push(id);
      }
    } catch (caught) {
      setError(caught);
      // With a target set this form is gone from the page: what went wrong is said where it can still be read.
      if (made.length > 0) say(problemOf(caught).detail, { isProblem: true });
    } finally {
      if (made.length > 0) say(`Set ${plural(made.length, 'target')}.`, { undo: () => void takeBack(made) });
      await refreshData(client);
      setSaving(false);
    }
  };
  if (choices.every((own) => own.length === 0))
    return <Empty title="No measure has a figure yet, so there is nothing to aim at." />;
  return (
    <form
      className="note first-targets"
      onSubmit={(event) => {
        event.preventDefault();
        if (drafts.length > 0) void save();
      }}
    >
      <h2>Set three targets</h2>
      <p>
        With a target a figure can be good or bad, and Home says how many are met. One for each question is
        enough to begin with; leave out what does not matter to you.
      </p>
      <label className="inline-field">
        <span>For</span>
        <select value={period} onChange={(event) => setPeriod(event.target.value)}>
          <option value={String(year)}>{year}</option>
          <option value={String(year + 1)}>{year + 1}</option>
        </select>
      </label>
      <div className="first-target-rows">
        {questions.map(({ title }, index) => (
          <Question
            key={title}
            title={title}
            choices={choices[index] ?? []}
            written={written[index] ?? { metric: '', text: '' }}
            cells={figures.data?.cells ?? []}
            organisation={organisation}
            onChange={(next) => setWritten(written.map((one, at) => (at === index ? next : one)))}
          />
        ))}
      </div>
      {error === null ? null : <ProblemNote error={error} />}
      <p>
        <button type="submit" className="button" disabled={drafts.length === 0 || isSaving}>
          {drafts.length === 0
            ? 'Set targets'
            : `Set ${drafts.length === 1 ? 'this target' : `these ${drafts.length} targets`}`}
        </button>
      </p>
    </form>
  );
};

/** The last step of a first run: three targets, each beside what the figure was. */
export const FirstTargets = () => {
  const board = useBoard();
  const organisation = useOrganisation();
  return (
    <Await query={organisation} what="your company">
      {(own) =>
        own.hasData ? (
          <Await query={board} what="the board">
            {(data) => <Form board={data} organisation={own} />}
          </Await>
        ) : (
          <Empty title="Nothing was imported yet, so there is nothing to aim at." />
        )
      }
    </Await>
  );
};
