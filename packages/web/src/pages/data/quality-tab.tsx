import { useExplanation, useIssues, useOrganisation } from '../../api/queries.js';
import type { Issue } from '../../api/types.js';
import { ExportButtons } from '../../components/export-buttons.js';
import { Exclusions } from '../../components/exclusions.js';
import { SearchField } from '../../components/search-field.js';
import { Await } from '../../components/states.js';
import type { ExportTable } from '../../export/table.js';
import { plural } from '../../format/words.js';
import { useView } from '../../url/use-view.js';
import { IssueList } from './issue-list.js';

const issuesTable = (issues: readonly Issue[]): Omit<ExportTable, 'notes'> => ({
  title: 'Data problems',
  file: 'data-problems',
  header: [
    'rule',
    'title',
    'severity',
    'entity',
    'affected',
    'population',
    'message',
    'remedy',
    'file',
    'metrics',
  ],
  rows: issues.map((one) => [
    one.rule,
    one.title,
    one.severity,
    one.entity,
    { value: one.affected, unit: 'count' },
    { value: one.population, unit: 'count' },
    one.message,
    one.remedy,
    one.file,
    one.metrics.join(', '),
  ]),
});

/** What no figure counts. It is the same whatever measure is explained. */
const InNoFigure = ({ year }: { readonly year: string }) => {
  const explanation = useExplanation({ metrics: ['revenue'], from: year, to: year });
  return (
    <section>
      <h2>In no figure</h2>
      <Await query={explanation} what="what is left out">
        {({ exclusions }) => <Exclusions exclusions={exclusions} />}
      </Await>
    </section>
  );
};

/** What is wrong with the rows, what it touches, and what no figure counts. */
export const QualityTab = () => {
  const [view, change] = useView();
  const isAll = view.show === 'all';
  const issues = useIssues(isAll);
  const organisation = useOrganisation().data;
  return (
    <Await query={issues} what="the data problems">
      {(data) => {
        const search = (view.q ?? '').toLowerCase();
        const found = data.issues.filter(({ rule, title, entity, message }) =>
          `${rule} ${title} ${entity ?? ''} ${message}`.toLowerCase().includes(search),
        );
        return (
          <>
            <div className="toolbar">
              <SearchField />
              <label className="inline-field">
                <input
                  type="checkbox"
                  checked={isAll}
                  onChange={(event) => change({ show: event.target.checked ? 'all' : undefined })}
                />
                <span>also what is only for information</span>
              </label>
              <span className="quiet" role="status">
                {found.length === data.issues.length
                  ? plural(found.length, 'problem')
                  : `${found.length} of ${plural(data.issues.length, 'problem')}`}
                {data.withheld.length === 0 ? '' : `; ${plural(data.withheld.length, 'figure')} withheld`}
              </span>
              <span className="toolbar-end">
                <ExportButtons
                  table={() => issuesTable(found)}
                  notes={[['Filters', view.q === undefined ? 'none' : `search "${view.q}"`]]}
                />
              </span>
            </div>
            <IssueList
              issues={found}
              empty={data.issues.length === 0 ? 'No rule is broken by any record.' : 'Nothing matches.'}
            />
            {organisation?.hasData === true ? <InNoFigure year={organisation.asOf.slice(0, 4)} /> : null}
          </>
        );
      }}
    </Await>
  );
};
