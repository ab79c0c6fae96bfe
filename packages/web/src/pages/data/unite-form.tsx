import { useDeferredValue, useState } from 'react';
import { useAccounts } from '../../api/queries.js';
import type { AloneRecord } from '../../api/types-identity.js';
import { Modal } from '../../components/modal.js';
import { ProgressBar } from '../../components/progress-bar.js';
import { Await, ProblemNote } from '../../components/states.js';
import { useBusy } from '../../components/use-busy.js';
import { words } from '../../format/words.js';
import { useUnite } from './decisions.js';

/** Which account a record that met nobody belongs to, said by a person. */
export const UniteForm = ({
  record,
  onClose,
}: {
  readonly record: AloneRecord;
  readonly onClose: () => void;
}) => {
  const [text, setText] = useState(record.name ?? '');
  const search = useDeferredValue(text.trim());
  const accounts = useAccounts({ search, sort: 'name', order: 'asc', limit: 20 });
  const [chosen, setChosen] = useState<string | null>(null);
  const { isBusy, error, run } = useBusy();
  const unite = useUnite();
  const save = (): Promise<void> =>
    run(async () => {
      if (chosen === null) return;
      await unite({ losing: record.id, winning: chosen });
      onClose();
    });
  return (
    <Modal title={`Which account is ${record.name ?? record.id}?`} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <p>
          <code>{record.id}</code> becomes one with the account that you choose; the figures are worked out
          anew. It stands in the list of imports and can be taken back.
          {record.apartFrom.length === 0
            ? ''
            : ` What a person keeps apart from it is not offered: ${record.apartFrom.join(', ')}.`}
        </p>
        <label>
          Find the account
          <input
            type="search"
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setChosen(null);
            }}
          />
        </label>
        <Await query={accounts} what="the accounts">
          {({ accounts: found }) => {
            const others = found.filter(({ id }) => id !== record.id && !record.apartFrom.includes(id));
            return (
              <fieldset className="form-part">
                <legend>Accounts found</legend>
                {others.length === 0 ? <p className="quiet">No other account is called that.</p> : null}
                {others.map(({ id, name, status, country }) => (
                  <label key={id} className="choice">
                    <input
                      type="radio"
                      name="account"
                      checked={chosen === id}
                      onChange={() => setChosen(id)}
                    />
                    <span>
                      {name ?? id}{' '}
                      <span className="quiet">
                        {id}
                        {status === null ? '' : `, ${words(status).toLowerCase()}`}
                        {country === null ? '' : `, ${country}`}
                      </span>
                    </span>
                  </label>
                ))}
              </fieldset>
            );
          }}
        </Await>
        {isBusy ? (
          <ProgressBar label="Uniting them, and working the figures out anew" fraction={null} />
        ) : null}
        {error === null ? null : <ProblemNote error={error} />}
        <p className="form-end">
          <button type="button" className="quiet-button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button" disabled={chosen === null || isBusy}>
            They are one account
          </button>
        </p>
      </form>
    </Modal>
  );
};
