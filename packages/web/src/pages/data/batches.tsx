import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useUndoBatch } from '../../api/jobs.js';
import { useBatches, useOrganisation } from '../../api/queries.js';
import { DataTable } from '../../components/data-table.js';
import { Modal } from '../../components/modal.js';
import { ProgressBar } from '../../components/progress-bar.js';
import { Await, Empty, ProblemNote } from '../../components/states.js';
import { useSay } from '../../components/toast.js';
import { count } from '../../format/number.js';
import { instantText } from '../../format/period-name.js';

/** Asks for the name of what is taken back: a slip of the hand does not type it. */
const Confirm = ({
  batch,
  rows,
  onUndo,
  onClose,
}: {
  readonly batch: string;
  readonly rows: number;
  readonly onUndo: () => void;
  readonly onClose: () => void;
}) => {
  const [typed, setTyped] = useState('');
  return (
    <Modal title={`Take back import ${batch}?`} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() === batch) onUndo();
        }}
      >
        <p>
          {count(rows)} rows go; rows that they replaced return. The files stay where you have them, so you
          can import them again.
        </p>
        <label>
          Type <code>{batch}</code> to confirm
          <input value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" />
        </label>
        <p className="form-end">
          <button type="button" className="quiet-button" onClick={onClose}>
            Keep it
          </button>
          <button type="submit" className="button" disabled={typed.trim() !== batch}>
            Take it back
          </button>
        </p>
      </form>
    </Modal>
  );
};

/** Every import with where its rows went; each can be taken back. */
export const Batches = () => {
  const batches = useBatches();
  const zone = useOrganisation().data?.timeZone;
  const { undoing, undo } = useUndoBatch();
  const say = useSay();
  const [asked, setAsked] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const takeBack = async (batch: string): Promise<void> => {
    setAsked(null);
    setError(null);
    try {
      await undo(batch);
      say(`Import ${batch} is taken back.`);
    } catch (caught) {
      setError(caught);
    }
  };
  return (
    <Await query={batches} what="the imports">
      {(rows) =>
        rows.length === 0 ? (
          <Empty title="Nothing was imported yet." />
        ) : (
          <>
            {undoing === null ? null : <ProgressBar label={`Taking back ${undoing}`} fraction={null} />}
            {error === null ? null : <ProblemNote error={error} />}
            <DataTable
              caption="Imports, the newest first"
              showCaption
              rows={rows}
              rowKey={({ batchId }) => batchId}
              columns={[
                { key: 'batch', header: 'Import', cell: ({ batchId }) => <code>{batchId}</code> },
                { key: 'at', header: 'Finished', cell: ({ finishedAt }) => instantText(finishedAt, zone) },
                { key: 'files', header: 'Files', align: 'right', cell: ({ files }) => count(files) },
                { key: 'in', header: 'Rows in', align: 'right', cell: ({ rowsIn }) => count(rowsIn) },
                {
                  key: 'loaded',
                  header: 'Loaded',
                  align: 'right',
                  cell: ({ rowsLoaded }) => count(rowsLoaded),
                },
                {
                  key: 'out',
                  header: 'Kept out',
                  align: 'right',
                  cell: ({ batchId, rowsQuarantined }) =>
                    rowsQuarantined === 0 ? (
                      '0'
                    ) : (
                      <Link to="/data" search={{ tab: 'rejects', batch: batchId }}>
                        {count(rowsQuarantined)}
                      </Link>
                    ),
                },
                {
                  key: 'ignored',
                  header: 'Ignored',
                  align: 'right',
                  cell: ({ rowsIgnored }) => count(rowsIgnored),
                },
                {
                  key: 'undo',
                  header: '',
                  cell: ({ batchId, status }) =>
                    status === 'undone' ? (
                      <span className="quiet">taken back</span>
                    ) : (
                      <button
                        type="button"
                        className="link-button"
                        disabled={undoing !== null}
                        aria-label={`Undo import ${batchId}`}
                        onClick={() => setAsked(batchId)}
                      >
                        Undo
                      </button>
                    ),
                },
              ]}
            />
            {asked === null ? null : (
              <Confirm
                batch={asked}
                rows={rows.find(({ batchId }) => batchId === asked)?.rowsLoaded ?? 0}
                onClose={() => setAsked(null)}
                onUndo={() => void takeBack(asked)}
              />
            )}
          </>
        )
      }
    </Await>
  );
};
