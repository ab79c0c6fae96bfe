import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useUndoBatch } from '../../api/jobs.js';
import type { FileReport, ImportReport } from '../../api/types-data.js';
import { DataTable } from '../../components/data-table.js';
import { FirstSteps } from '../../components/first-steps.js';
import { ProgressBar } from '../../components/progress-bar.js';
import { ProblemNote } from '../../components/states.js';
import { useSay } from '../../components/toast.js';
import { count } from '../../format/number.js';
import { plural } from '../../format/words.js';

/** Rows in = loaded + kept out + ignored, said file by file; with the way back. */
export const ImportDone = ({
  report,
  onAgain,
}: {
  readonly report: ImportReport;
  readonly onAgain: () => void;
}) => {
  const { undoing, undo } = useUndoBatch();
  const say = useSay();
  const [error, setError] = useState<unknown>(null);
  const [isBack, setBack] = useState(false);
  const takeBack = async (batch: string): Promise<void> => {
    setError(null);
    try {
      await undo(batch);
      setBack(true);
      say(`Import ${batch} is taken back; the figures are as before.`);
    } catch (caught) {
      setError(caught);
    }
  };
  const total: FileReport = {
    ...report,
    file: 'All',
    stream: null,
    fate: '',
    reason: null,
    ignored: [],
    unmapped: [],
    notes: [],
  };
  return (
    <>
      <p className="lead" role="status">
        {report.batchId === null
          ? 'Nothing had to be loaded: the same files are here already.'
          : isBack
            ? `Import ${report.batchId} is taken back.`
            : `Loaded as ${report.batchId}: ${plural(report.rowsLoaded, 'row')} in ${report.seconds.toFixed(1)} seconds.`}
      </p>
      {undoing === null ? null : <ProgressBar label="Taking it back" fraction={null} />}
      {error === null ? null : <ProblemNote error={error} />}
      <p className="toolbar">
        <Link to="/" className="button">
          See the board
        </Link>
        {report.rowsQuarantined === 0 || report.batchId === null ? null : (
          <Link to="/data" search={{ tab: 'rejects', batch: report.batchId }} className="quiet-button">
            See {plural(report.rowsQuarantined, 'rejected row')}
          </Link>
        )}
        <Link to="/data" search={{ tab: 'quality' }} className="quiet-button">
          Data quality
        </Link>
        <button type="button" className="quiet-button" onClick={onAgain}>
          Import more
        </button>
        {report.batchId === null || isBack ? null : (
          <button
            type="button"
            className="quiet-button"
            disabled={undoing !== null}
            onClick={() => void takeBack(report.batchId ?? '')}
          >
            Undo this import
          </button>
        )}
      </p>
      {isBack ? null : (
        <>
          <h2>What is next</h2>
          <FirstSteps />
        </>
      )}
      <DataTable
        caption="Where every row went"
        showCaption
        rows={[...report.files, total]}
        rowKey={({ file }, index) => `${file}${index}`}
        columns={[
          { key: 'file', header: 'File', cell: ({ file }) => file },
          {
            key: 'stream',
            header: 'Recognised as',
            cell: ({ stream, fate }) => stream ?? fate.replaceAll('_', ' '),
          },
          { key: 'in', header: 'Rows in', align: 'right', cell: ({ rowsIn }) => count(rowsIn) },
          { key: 'loaded', header: 'Loaded', align: 'right', cell: ({ rowsLoaded }) => count(rowsLoaded) },
          {
            key: 'out',
            header: 'Kept out',
            align: 'right',
            cell: ({ rowsQuarantined }) => count(rowsQuarantined),
          },
          {
            key: 'ignored',
            header: 'Ignored',
            align: 'right',
            cell: ({ rowsIgnored }) => count(rowsIgnored),
          },
          {
            key: 'why',
            header: 'Notes',
            wraps: true,
            cell: ({ reason, ignored, unmapped, notes }) =>
              [
                reason ?? '',
                ...ignored.map((one) => `${count(one.rows)} ignored: ${one.reason}`),
                ...notes.map(({ message }) => message),
                unmapped.length === 0 ? '' : `${plural(unmapped.length, 'column')} kept, not used`,
              ]
                .filter((part) => part !== '')
                .join('; '),
          },
        ]}
      />
    </>
  );
};
