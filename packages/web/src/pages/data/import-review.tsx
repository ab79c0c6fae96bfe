import { useState } from 'react';
import type { ImportJob, ImportOptions, ImportPlan, PlannedTable } from '../../api/types-data.js';
import { plural } from '../../format/words.js';
import { MappingFile } from './mapping-file.js';
import { MappingEditor } from './mapping-editor.js';
import { PlannedTableView } from './planned-table.js';
import { Questions } from './questions.js';
import { StreamChoiceField } from './stream-choice.js';

interface Props {
  readonly job: ImportJob;
  readonly plan: ImportPlan;
  readonly isBusy: boolean;
  readonly onPlan: (options: ImportOptions) => void;
  readonly onLoad: (options: ImportOptions) => void;
  readonly onAgain: () => void;
}

const unknown = (table: PlannedTable): boolean => table.fate === 'unrecognised' || table.fate === 'undecided';

/** What will happen, in a sentence. */
const outlook = (plan: ImportPlan): string => {
  const ready = plan.tables.filter(({ fate }) => fate === 'load');
  const rows = ready.reduce((sum, table) => sum + table.rows, 0);
  const open = plan.tables.filter(({ fate }) => fate === 'ambiguous').length;
  const lost = plan.tables.filter(unknown).length;
  return [
    ready.length === 0
      ? 'Nothing is ready to load.'
      : `${plural(ready.length, 'table')} with ${plural(rows, 'row')} ready to load.`,
    open === 0
      ? ''
      : `${plural(open, 'file has a column', 'files have columns')} that can be read in two ways.`,
    lost === 0 ? '' : `${plural(lost, 'file was', 'files were')} not recognised.`,
  ]
    .filter((part) => part !== '')
    .join(' ');
};

/** What each file was taken for and why; questions that only a person can answer; then the load. */
export const ImportReview = ({ job, plan, isBusy, onPlan, onLoad, onAgain }: Props) => {
  const [options, setOptions] = useState<ImportOptions>(job.options);
  const questions = plan.tables.flatMap(({ file, ambiguous }) =>
    ambiguous.map((open) => ({ ...open, file })),
  );
  const strange = plan.tables.filter(unknown);
  const chosenFiles = options.files ?? job.files.map(({ name }) => name);
  const alone = chosenFiles.length === 1 ? chosenFiles[0] : undefined;
  const aloneTable = plan.tables.find(({ file }) => file === alone);
  const ready = plan.tables.some(({ fate }) => fate === 'load') && questions.length === 0;
  const set = (part: Partial<ImportOptions>): void => setOptions({ ...options, ...part });
  const replan = (next: ImportOptions): void => {
    setOptions(next);
    onPlan(next);
  };
  return (
    <>
      <p className="lead" role="status">
        {outlook(plan)}
      </p>
      {questions.length === 0 ? null : (
        <Questions
          questions={questions}
          options={options}
          onChange={set}
          onApply={() => replan(options)}
          isBusy={isBusy}
        />
      )}
      {strange.length > 0 && alone === undefined ? (
        <div className="note">
          <strong>Not recognised</strong>
          <p>The rest can be loaded without them. To say what one is, take it alone.</p>
          <ul className="plain-list">
            {strange.map(({ file, reason }) => (
              <li key={file}>
                <code>{file}</code>
                <span className="quiet">{reason ?? ''}</span>
                <button
                  type="button"
                  className="quiet-button"
                  disabled={isBusy}
                  onClick={() => replan({ ...options, files: [file] })}
                >
                  Take it alone
                </button>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {aloneTable !== undefined ? (
        <details className="note" open={unknown(aloneTable)}>
          <summary>
            {unknown(aloneTable)
              ? `What is ${aloneTable.file}?`
              : `Read ${aloneTable.file} as something else`}
          </summary>
          <StreamChoiceField
            rivals={aloneTable.rivals}
            value={options.as ?? ''}
            isBusy={isBusy}
            onApply={(as) => {
              const { as: _as, mapping: _mapping, ...rest } = options;
              replan(as === '' ? rest : { ...rest, as });
            }}
          />
          <MappingEditor
            table={aloneTable}
            isBusy={isBusy}
            onApply={(mapping) => {
              const { as: _as, ...rest } = options;
              replan({ ...rest, mapping });
            }}
          />
        </details>
      ) : null}
      <MappingFile
        isUsed={typeof options.mapping === 'string'}
        isBusy={isBusy}
        onApply={(text) => {
          const { mapping: _mapping, ...rest } = options;
          replan(text === null ? rest : { ...rest, mapping: text });
        }}
      />
      <div className="toolbar">
        <button type="button" className="button" disabled={!ready || isBusy} onClick={() => onLoad(options)}>
          Load
        </button>
        <button type="button" className="quiet-button" disabled={isBusy} onClick={onAgain}>
          Other files
        </button>
        {alone !== undefined && job.files.length > 1 ? (
          <button type="button" className="quiet-button" disabled={isBusy} onClick={() => replan({})}>
            Back to all {job.files.length} files
          </button>
        ) : null}
        {ready ? null : (
          <span className="quiet">{questions.length > 0 ? 'Answer the question above first.' : ''}</span>
        )}
      </div>
      {plan.tables.map((table) => (
        <PlannedTableView
          key={`${table.file}${table.table}`}
          table={table}
          isOpen={plan.tables.length === 1}
        />
      ))}
      {plan.passedOver.length === 0 ? null : (
        <section>
          <h2>Passed over</h2>
          <ul>
            {plan.passedOver.map(({ path, reason }) => (
              <li key={path}>
                <code>{path}</code>: {reason}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
};
