import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { useChange } from '../api/changes.js';
import { useViews } from '../api/queries.js';
import { parseSearch } from '../url/view-search.js';
import { Modal } from './modal.js';
import { ProblemNote } from './states.js';

/** Named views of a page: choose one, save the present one, delete one. */
export const SavedViews = ({ page }: { readonly page: string }) => {
  const views = (useViews().data ?? []).filter((view) => view.page === page);
  const search = useRouterState({ select: ({ location }) => location.searchStr });
  const navigate = useNavigate();
  const change = useChange();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [error, setError] = useState<unknown>(null);
  const save = async (): Promise<void> => {
    try {
      await change({
        method: 'POST',
        path: '/views',
        body: { name: name.trim(), page, search },
        done: `Saved the view “${name.trim()}”.`,
        undo: (answer) => ({
          method: 'DELETE',
          path: `/views/${(answer as { id: string }).id}`,
          done: 'The view is gone again.',
        }),
      });
      setName('');
      setOpen(false);
    } catch (caught) {
      setError(caught);
    }
  };
  const remove = async (id: string, title: string, view: unknown): Promise<void> => {
    try {
      await change({
        method: 'DELETE',
        path: `/views/${id}`,
        done: `Deleted the view “${title}”.`,
        undo: () => ({ method: 'POST', path: '/views', body: view, done: 'The view is back.' }),
      });
    } catch (caught) {
      setError(caught);
    }
  };
  return (
    <>
      <button type="button" className="quiet-button" onClick={() => setOpen(true)}>
        Views{views.length === 0 ? '' : ` (${views.length})`}
      </button>
      {isOpen ? (
        <Modal title="Saved views" onClose={() => setOpen(false)}>
          {views.length === 0 ? (
            <p className="quiet">
              None yet. A view is the period, filters and breakdown of this page under a name.
            </p>
          ) : null}
          <ul className="plain-list">
            {views.map((view) => (
              <li key={view.id}>
                <button
                  type="button"
                  className="link-button"
                  onClick={() => {
                    setOpen(false);
                    void navigate({ to: view.page, search: parseSearch(view.search) });
                  }}
                >
                  {view.name}
                </button>
                <button
                  type="button"
                  className="quiet-button"
                  onClick={() =>
                    void remove(view.id, view.name, { name: view.name, page: view.page, search: view.search })
                  }
                >
                  Delete
                </button>
              </li>
            ))}
          </ul>
          <form
            className="form form-row"
            onSubmit={(event) => {
              event.preventDefault();
              void save();
            }}
          >
            <label>
              Save this view as
              <input value={name} onChange={(event) => setName(event.target.value)} maxLength={80} required />
            </label>
            <button type="submit" className="button" disabled={name.trim() === ''}>
              Save
            </button>
          </form>
          {error === null ? null : <ProblemNote error={error} />}
        </Modal>
      ) : null}
    </>
  );
};
