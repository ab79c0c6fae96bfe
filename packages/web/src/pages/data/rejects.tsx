import { rejectsPageSize, useRejects } from '../../api/queries.js';
import { DataTable } from '../../components/data-table.js';
import { Pager } from '../../components/pager.js';
import { Await } from '../../components/states.js';
import { count } from '../../format/number.js';
import { plural, words } from '../../format/words.js';
import { usePage } from '../../url/use-page.js';
import { useView } from '../../url/use-view.js';

/** Rows that were kept out, each with its file, line, column, rule and reason. */
export const Rejects = () => {
  const [view] = useView();
  const { offset, onPage } = usePage();
  const rejects = useRejects(view.batch, offset);
  return (
    <Await query={rejects} what="the rejected rows">
      {({ total, rejects: rows }) =>
        total === 0 ? (
          <p className="quiet">
            No row was kept out{view.batch === undefined ? '' : ` of import ${view.batch}`}.
          </p>
        ) : (
          <>
            <p>
              {plural(total, 'row was kept out', 'rows were kept out')}
              {view.batch === undefined ? '' : ` of import ${view.batch}`}. Correct them in a spreadsheet and
              import that file:{' '}
              <a
                href={`/api/v1/rejects.csv${view.batch === undefined ? '' : `?batch=${encodeURIComponent(view.batch)}`}`}
                download
              >
                download as CSV
              </a>
              .
            </p>
            <DataTable
              caption="Rows kept out"
              rows={rows}
              rowKey={(row, index) => `${row.file}${row.line}${row.rule}${index}`}
              columns={[
                { key: 'file', header: 'File', cell: (row) => <code>{row.file}</code> },
                {
                  key: 'line',
                  header: 'Line',
                  align: 'right',
                  cell: (row) => (row.line === null ? '–' : count(row.line)),
                },
                { key: 'column', header: 'Column', cell: (row) => row.column ?? '–' },
                {
                  key: 'entity',
                  header: 'Kind',
                  cell: (row) => (row.entity === null ? '–' : words(row.entity)),
                },
                { key: 'rule', header: 'Rule', cell: (row) => <code>{row.rule}</code> },
                { key: 'why', header: 'Why', wraps: true, cell: (row) => row.message },
                { key: 'record', header: 'Record', cell: (row) => row.record ?? '–' },
              ]}
            />
            <Pager offset={offset} pageSize={rejectsPageSize} total={total} onPage={onPage} />
          </>
        )
      }
    </Await>
  );
};
