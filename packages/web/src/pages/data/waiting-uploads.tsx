import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useOrganisation, useUploads } from '../../api/queries.js';
import { useChange } from '../../api/changes.js';
import { ProblemNote } from '../../components/states.js';
import { useBusy } from '../../components/use-busy.js';
import { instantText } from '../../format/period-name.js';
import { plural } from '../../format/words.js';

/** Names of files that are shown of one upload. */
const mostNames = 4;

const named = (files: readonly { readonly name: string }[]): string => {
  const shown = files.slice(0, mostNames).map(({ name }) => name);
  const more = files.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};

/** Uploads that were not loaded yet: each can be gone on with, or removed. */
export const WaitingUploads = () => {
  const uploads = useUploads().data ?? [];
  const timeZone = useOrganisation().data?.timeZone;
  const change = useChange();
  const { isBusy, error, run } = useBusy();
  /** Asked about once more: a removed upload does not come back. */
  const [asked, setAsked] = useState<string | null>(null);
  const waiting = uploads.filter(({ status }) => status !== 'loaded');
  return waiting.length === 0 ? null : (
    <section aria-labelledby="waiting">
      <h2 id="waiting">Waiting to be loaded</h2>
      <p className="quiet">
        They stay with this workspace for 30 days, also while another one is open. No figure counts them yet.
      </p>
      <ul className="plain-list">
        {waiting.map(({ id, createdAt, files }) => (
          <li key={id}>
            <Link to="/data/import" search={{ import: id }}>
              {named(files)}
            </Link>
            <span className="quiet">
              {plural(files.length, 'file')}, uploaded {instantText(createdAt, timeZone)}
            </span>
            {asked === id ? (
              <span className="acts">
                <button
                  type="button"
                  className="link-button"
                  disabled={isBusy}
                  onClick={() =>
                    void run(async () => {
                      await change({
                        method: 'DELETE',
                        path: `/imports/${encodeURIComponent(id)}`,
                        done: 'The upload is removed; its files were not loaded.',
                      });
                    })
                  }
                >
                  Remove for good<span className="sr-only"> {named(files)}</span>
                </button>
                <button type="button" className="link-button" onClick={() => setAsked(null)}>
                  Keep
                </button>
              </span>
            ) : (
              <button type="button" className="link-button" onClick={() => setAsked(id)}>
                Remove<span className="sr-only"> {named(files)}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {error === null || error === undefined ? null : <ProblemNote error={error} />}
    </section>
  );
};
