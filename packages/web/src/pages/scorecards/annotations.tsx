import { useState } from 'react';
import { useChange } from '../../api/changes.js';
import { useAnnotations, useOrganisation } from '../../api/queries.js';
import type { MetricSummary } from '../../api/types.js';
import type { Annotation } from '../../api/types-business.js';
import { Modal } from '../../components/modal.js';
import { ProblemNote } from '../../components/states.js';
import { dateText } from '../../format/period-name.js';

const AnnotationForm = ({
  metrics,
  onClose,
}: {
  readonly metrics: readonly MetricSummary[];
  readonly onClose: () => void;
}) => {
  const change = useChange();
  const [date, setDate] = useState(useOrganisation().data?.asOf ?? '');
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const [metric, setMetric] = useState('');
  const [error, setError] = useState<unknown>(null);
  const save = async (): Promise<void> => {
    try {
      await change({
        method: 'POST',
        path: '/annotations',
        body: {
          date,
          title: title.trim(),
          text: text.trim() === '' ? null : text.trim(),
          metrics: metric === '' ? [] : [metric],
        },
        done: `Noted “${title.trim()}”.`,
        undo: (answer) => ({
          method: 'DELETE',
          path: `/annotations/${(answer as Annotation).id}`,
          done: 'The note is gone again.',
        }),
      });
      onClose();
    } catch (caught) {
      setError(caught);
    }
  };
  return (
    <Modal title="Note what happened" onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div className="fields">
          <label>
            Day
            <input type="date" value={date} required onChange={(event) => setDate(event.target.value)} />
          </label>
          <label>
            Shown on
            <select value={metric} onChange={(event) => setMetric(event.target.value)}>
              <option value="">every trend</option>
              {metrics.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        </div>
        <label>
          What happened
          <input value={title} maxLength={120} required onChange={(event) => setTitle(event.target.value)} />
        </label>
        <label>
          More (optional)
          <textarea rows={2} value={text} onChange={(event) => setText(event.target.value)} />
        </label>
        {error === null ? null : <ProblemNote error={error} />}
        <p className="form-end">
          <button type="submit" className="button" disabled={title.trim() === '' || date === ''}>
            Save
          </button>
        </p>
      </form>
    </Modal>
  );
};

/** What happened when: a new price, a new team, a go-live. Drawn on every trend it belongs to. */
export const Annotations = ({ metrics }: { readonly metrics: readonly MetricSummary[] }) => {
  const annotations = useAnnotations();
  const change = useChange();
  const [isAdding, setAdding] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const remove = async ({ id, ...rest }: Annotation): Promise<void> => {
    try {
      const { date, title, text, metrics: own } = rest;
      await change({
        method: 'DELETE',
        path: `/annotations/${id}`,
        done: `The note “${title}” is gone.`,
        undo: () => ({
          method: 'POST',
          path: '/annotations',
          body: { date, title, text, metrics: own },
          done: 'The note is back.',
        }),
      });
    } catch (caught) {
      setError(caught);
    }
  };
  return (
    <section>
      <h2>What happened when</h2>
      <p className="toolbar">
        <button type="button" className="quiet-button" onClick={() => setAdding(true)}>
          Note an event
        </button>
        <span className="quiet">Marked on the trends it belongs to.</span>
      </p>
      {error === null ? null : <ProblemNote error={error} />}
      <ul className="plain-list">
        {(annotations.data ?? []).map((annotation) => (
          <li key={annotation.id}>
            <b>{dateText(annotation.date)}</b>
            <span>
              {annotation.title}
              {annotation.text === null || annotation.text === '' ? '' : `: ${annotation.text}`}
            </span>
            <span className="quiet">
              {annotation.metrics.length === 0
                ? 'every trend'
                : annotation.metrics.map((id) => metrics.find((one) => one.id === id)?.name ?? id).join(', ')}
            </span>
            <button
              type="button"
              className="link-button"
              aria-label={`Delete ${annotation.title}`}
              onClick={() => void remove(annotation)}
            >
              Delete
            </button>
          </li>
        ))}
      </ul>
      {isAdding ? <AnnotationForm metrics={metrics} onClose={() => setAdding(false)} /> : null}
    </section>
  );
};
