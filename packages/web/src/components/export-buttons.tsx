import { problemOf } from '../api/problem.js';
import { useOrganisation } from '../api/queries.js';
import { saveCsv, saveXlsx } from '../export/save.js';
import type { ExportTable, Note } from '../export/table.js';
import { useExportNotes } from '../export/use-export-notes.js';
import { useSay } from './toast.js';

interface Props {
  /** What is seen, when it is asked for. */
  readonly table: () => Omit<ExportTable, 'notes'>;
  readonly notes: readonly Note[];
  /** What is exported, where a page has several: `Export Revenue by month as CSV`. */
  readonly of?: string | undefined;
}

/** What is seen as CSV and as a workbook, each with what has to be known to read it. */
export const ExportButtons = ({ table, notes, of }: Props) => {
  const whole = useExportNotes(notes);
  const currency = useOrganisation().data?.currency ?? 'EUR';
  const say = useSay();
  const label = (kind: string): string => (of === undefined ? `Export ${kind}` : `Export ${of} as ${kind}`);
  return (
    <>
      <button
        type="button"
        className="quiet-button"
        aria-label={label('CSV')}
        onClick={() => saveCsv({ ...table(), notes: whole })}
      >
        CSV
      </button>
      <button
        type="button"
        className="quiet-button"
        aria-label={label('XLSX')}
        onClick={() => {
          saveXlsx({ ...table(), notes: whole }, currency).catch((error: unknown) =>
            say(`The workbook was not written: ${problemOf(error).detail}`, { isProblem: true }),
          );
        }}
      >
        XLSX
      </button>
    </>
  );
};
