import { Link } from '@tanstack/react-router';
import { type DragEvent, useRef, useState } from 'react';
import { ApiError } from '../../api/problem.js';
import { useOrganisation } from '../../api/queries.js';
import { PageHead } from '../../components/page-head.js';
import { ProgressBar } from '../../components/progress-bar.js';
import { ProblemNote } from '../../components/states.js';
import { count } from '../../format/number.js';
import { plural } from '../../format/words.js';
import { ImportReview } from './import-review.js';
import { ImportDone } from './import-done.js';
import { useImport } from './use-import.js';
import { WaitingUploads } from './waiting-uploads.js';

const Drop = ({
  onFiles,
  isBusy,
}: {
  readonly onFiles: (files: readonly File[]) => void;
  readonly isBusy: boolean;
}) => {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (files.length > 0) onFiles(files);
  };
  return (
    <div
      className={isOver ? 'drop is-over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p>
        <strong>Drop files here</strong>, or{' '}
        <button type="button" className="button" disabled={isBusy} onClick={() => input.current?.click()}>
          Choose files
        </button>
      </p>
      <p className="quiet">
        CSV, TSV, XLSX, JSON, JSON lines, Parquet, or a ZIP of them. Nothing is loaded before you have seen
        what each file was taken for.
      </p>
      <input
        ref={input}
        type="file"
        multiple
        className="sr-only"
        tabIndex={-1}
        aria-label="Files to import"
        accept=".csv,.tsv,.txt,.xlsx,.json,.jsonl,.ndjson,.parquet,.zip,.gz"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    </div>
  );
};

const phases: Readonly<Record<string, string>> = {
  wait: 'Waiting for other work',
  read: 'Reading',
  load: 'Loading',
  figures: 'Working out the figures',
  check: 'Checking the rules',
};

/** Files in, what each is, what is in doubt, and where every row went. */
export const ImportPage = () => {
  const organisation = useOrganisation().data;
  const flow = useImport();
  const [isAnyway, setAnyway] = useState(false);
  const { job, isBusy } = flow;
  const step = job === undefined ? 1 : job.status === 'loaded' ? 3 : job.status === 'loading' ? 3 : 2;
  return (
    <>
      <PageHead
        title="Import files"
        lead="Exports of a CRM, help desk, billing, advertising, surveys, or plain spreadsheets."
      >
        <ol className="steps" aria-label="Steps">
          {['Files', 'What they are', 'Loaded'].map((title, index) => (
            <li key={title} {...(index + 1 === step ? { 'aria-current': 'step' as const } : {})}>
              {title}
            </li>
          ))}
        </ol>
      </PageHead>
      {job !== undefined ? null : organisation?.isSample === true && !isAnyway ? (
        <div className="note">
          <strong>This is the sample company.</strong>
          <p>Your files belong in a workspace of their own, apart from its made-up rows.</p>
          <p className="toolbar">
            <Link to="/start" className="button">
              Use my own data
            </Link>
            <button type="button" className="quiet-button" onClick={() => setAnyway(true)}>
              Into the sample anyway
            </button>
            <span className="quiet">to try the import: it can be taken back</span>
          </p>
        </div>
      ) : (
        <Drop onFiles={(files) => void flow.upload(files)} isBusy={isBusy} />
      )}
      {job === undefined && !isBusy ? <WaitingUploads /> : null}
      {flow.error ? <ProblemNote error={flow.error} /> : null}
      {isBusy && job === undefined ? <ProgressBar label="Uploading" fraction={null} /> : null}
      {job === undefined ? null : (
        <>
          {job.status === 'planning' || job.status === 'loading' ? (
            <div className="note">
              <ProgressBar
                label={`${phases[job.progress?.phase ?? 'read'] ?? 'Working'}${job.progress?.file ? ` ${job.progress.file}` : ''}`}
                fraction={job.progress?.fraction ?? null}
              />
              <p className="quiet">
                {plural(job.files.length, 'file')},{' '}
                {count(Math.ceil(job.files.reduce((sum, { bytes }) => sum + bytes, 0) / 1024))} kB. You can
                leave this page; the work goes on and this address finds it again.
              </p>
            </div>
          ) : null}
          {job.problem ? <ProblemNote error={new ApiError(job.problem)} /> : null}
          {job.status === 'loaded' && job.report ? (
            <ImportDone report={job.report} onAgain={flow.startOver} />
          ) : job.plan && job.status !== 'loading' ? (
            <ImportReview
              key={JSON.stringify(job.options)}
              job={job}
              plan={job.plan}
              isBusy={isBusy}
              onPlan={(options) => void flow.plan(options)}
              onLoad={(options) => void flow.load(options)}
              onAgain={flow.startOver}
            />
          ) : isBusy ? null : (
            <>
              {job.status === 'uploaded' ? (
                <p>
                  {job.files.map(({ name }) => name).join(', ')}: uploaded, and not looked into since this
                  workspace was opened.
                </p>
              ) : null}
              <p className="toolbar">
                {job.status === 'uploaded' ? (
                  <button type="button" className="button" onClick={() => void flow.plan(job.options)}>
                    Go on with these files
                  </button>
                ) : null}
                <button
                  type="button"
                  className={job.status === 'uploaded' ? 'quiet-button' : 'button'}
                  onClick={flow.startOver}
                >
                  Start over with other files
                </button>
              </p>
            </>
          )}
        </>
      )}
    </>
  );
};
