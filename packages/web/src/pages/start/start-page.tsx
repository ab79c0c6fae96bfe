import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useGoOver } from '../../api/go-over.js';
import { useWorkspaces } from '../../api/queries.js';
import type { NewWorkspace } from '../../api/types-data.js';
import { PageHead } from '../../components/page-head.js';
import { ProgressBar } from '../../components/progress-bar.js';
import { Await, ProblemNote } from '../../components/states.js';
import { monthName, months } from '../settings/setting-fields.js';

const isCurrency = (text: string): boolean => /^[A-Z]{3}$/.test(text);

const isTimeZone = (text: string): boolean => {
  try {
    return text !== '' && new Intl.DateTimeFormat('en', { timeZone: text }).format(0) !== '';
  } catch {
    return false;
  }
};

const NewWorkspaceForm = () => {
  const { isGoing, error, goOver } = useGoOver();
  const [name, setName] = useState('');
  const [currency, setCurrency] = useState('EUR');
  const [timeZone, setTimeZone] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [month, setMonth] = useState('1');
  const form = useRef<HTMLFormElement>(null);
  const [tries, setTries] = useState(0);
  const isTried = tries > 0;
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries]);
  const draft: NewWorkspace = {
    name: name.trim(),
    currency: currency.trim().toUpperCase(),
    timeZone: timeZone.trim(),
    fiscalYearStartsMonth: Number(month),
  };
  const wrong = {
    name: draft.name === '' ? 'Give the company a name.' : null,
    currency: isCurrency(draft.currency) ? null : 'Three letters, such as EUR.',
    timeZone: isTimeZone(draft.timeZone) ? null : 'A place such as Europe/Berlin.',
  };
  const isRight = Object.values(wrong).every((said) => said === null);
  const said = (field: keyof typeof wrong) =>
    isTried && wrong[field] !== null ? <span className="field-problem">{wrong[field]}</span> : null;
  return (
    <form
      ref={form}
      className="form form-page"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTries(tries + 1);
        if (isRight) void goOver('/workspaces', draft, '/data/import');
      }}
    >
      <label>
        Company name
        <input
          value={name}
          autoComplete="organization"
          disabled={isGoing}
          aria-invalid={isTried && wrong.name !== null}
          onChange={(event) => setName(event.target.value)}
          required
        />
        {said('name')}
      </label>
      <div className="fields">
        <label>
          Currency
          <input
            value={currency}
            disabled={isGoing}
            aria-invalid={isTried && wrong.currency !== null}
            onChange={(event) => setCurrency(event.target.value)}
            required
          />
          <span className="quiet">In which every amount is shown, as an ISO code</span>
          {said('currency')}
        </label>
        <label>
          Fiscal year starts in
          <select value={month} disabled={isGoing} onChange={(event) => setMonth(event.target.value)}>
            {months.map((one) => (
              <option key={one} value={one}>
                {monthName(one)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <label>
        Time zone
        <input
          value={timeZone}
          disabled={isGoing}
          aria-invalid={isTried && wrong.timeZone !== null}
          onChange={(event) => setTimeZone(event.target.value)}
          required
        />
        <span className="quiet">Where days and months begin; this is the one of your browser</span>
        {said('timeZone')}
      </label>
      {error === null ? null : <ProblemNote error={error} />}
      {isGoing ? <ProgressBar label="Making your workspace and going over to it" fraction={null} /> : null}
      <p className="toolbar">
        <button type="submit" className="button" disabled={isGoing}>
          Make my workspace
        </button>
        <span className="quiet">All of this can be changed later under Settings.</span>
      </p>
    </form>
  );
};

/** From the sample to a workspace of one's own, empty and apart. */
export const StartPage = () => {
  const workspaces = useWorkspaces();
  return (
    <>
      <PageHead
        title="Use my own data"
        lead="Your files get a workspace of their own. The sample company stays as it is, and no row of it is counted among yours."
      />
      <Await query={workspaces} what="the workspaces">
        {({ canMake, served }) =>
          canMake ? (
            <NewWorkspaceForm />
          ) : (
            <div className="note">
              {served.isSample ? (
                <>
                  <strong>No workspace can be made from here.</strong>
                  <p>
                    The folder that holds the sample cannot be written. Make one on the command line:{' '}
                    <code>bellwether init my-company</code>, then <code>bellwether serve -w my-company</code>.
                  </p>
                </>
              ) : (
                <>
                  <strong>{served.name} is a workspace of your own already.</strong>
                  <p>
                    <Link to="/data/import">Import your files</Link>, or open another workspace under{' '}
                    <Link to="/settings">Settings</Link>; a further one is made from the sample company.
                  </p>
                </>
              )}
            </div>
          )
        }
      </Await>
    </>
  );
};
