import { useBoard, useOrganisation } from '../../api/queries.js';
import type { Board, Organisation } from '../../api/types.js';
import { ExportButtons } from '../../components/export-buttons.js';
import { FirstSteps } from '../../components/first-steps.js';
import { FilterBar } from '../../components/filter-bar.js';
import { PageHead } from '../../components/page-head.js';
import { PeriodPicker } from '../../components/period-picker.js';
import { PrintButton, PrintNotes } from '../../components/print.js';
import { SavedViews } from '../../components/saved-views.js';
import { Await, Empty, ProblemNote } from '../../components/states.js';
import type { Note } from '../../export/table.js';
import { filterText } from '../../format/filter-text.js';
import { plural, words } from '../../format/words.js';
import { useChosenPeriod, useView } from '../../url/use-view.js';
import { comparisonOf, filtersOf } from '../../url/view-search.js';
import { Below } from './below.js';
import { BoardGroup } from './board-group.js';
import { boardTable } from './board-table.js';
import { useBoardLines } from './use-board-lines.js';
import { type HomeLine, verdictOf } from './verdict.js';
import { VerdictText } from './verdict-text.js';

/** By what the whole board can be narrowed: what at least a quarter of its measures carry, the most usual first. */
const boardDimensions = (board: Board): readonly string[] => {
  const all = board.groups.flatMap(({ lines }) => lines);
  const carried = Map.groupBy(
    all.flatMap(({ metric }) => metric.dimensions),
    (name) => name,
  );
  return [...carried]
    .filter(([name, own]) => name !== 'account_id' && own.length * 4 >= all.length)
    .sort(([, one], [, other]) => other.length - one.length)
    .map(([name]) => name);
};

/** Which definitions the board shows. */
const versionsText = (lines: readonly HomeLine[]): string => {
  const versions = [...new Set(lines.map(({ metric }) => metric.version))].sort((one, other) => one - other);
  return versions.length === 1
    ? `every measure at version ${versions[0]}`
    : `versions ${versions[0]} to ${versions.at(-1)}; each measure's own stands beside it in CSV and XLSX`;
};

const compared = { previous: 'the period before', year: 'a year earlier' } as const;

const BoardView = ({
  board,
  organisation,
}: {
  readonly board: Board;
  readonly organisation: Organisation;
}) => {
  const period = useChosenPeriod();
  const [view] = useView();
  const comparison = comparisonOf(view);
  const where = filtersOf(view.where);
  const { lines, isWaiting, isStale, error, retry } = useBoardLines(
    board,
    period,
    comparison,
    where,
    organisation.fiscalYearStartsMonth,
  );
  const all = board.groups.flatMap(({ group }) => lines(group));
  const told = all.filter(({ without }) => without === null);
  const notes: readonly Note[] = [
    ['Period', `${period.text}${period.partial ? ', so far' : ''}`],
    ['Compared with', comparison === null ? 'nothing' : compared[comparison]],
    ['Filters', filterText(where)],
    ['Definitions', versionsText(all)],
  ];
  return (
    <>
      <PageHead title="Is our CRM working?">
        {isWaiting || isStale ? (
          <p className="verdict-line quiet">Counting what moved …</p>
        ) : (
          <VerdictText
            verdict={verdictOf(told)}
            period={period}
            many={told.length}
            part={where.length === 0 ? '' : filterText(where)}
          />
        )}
      </PageHead>
      <div className="toolbar">
        <PeriodPicker period={period} clock={organisation} timeZone={organisation.timeZone} />
      </div>
      <div className="toolbar">
        <FilterBar dimensions={boardDimensions(board)} />
        <span className="toolbar-end">
          <SavedViews page="/" />
          <ExportButtons table={() => boardTable(all, period)} notes={notes} />
          <PrintButton />
        </span>
      </div>
      <PrintNotes title="Is our CRM working?" notes={notes} />
      {error ? <ProblemNote error={error} onRetry={retry} /> : null}
      <div className={isStale ? 'is-stale' : ''} aria-busy={isWaiting || isStale}>
        {board.groups.map(({ group }) => (
          <BoardGroup
            key={group}
            group={group}
            lines={lines(group)}
            currency={board.currency}
            comparison={comparison}
          />
        ))}
      </div>
      {board.missing.length === 0 ? null : (
        <Empty title={`Not yet: ${plural(board.missing.length, 'measure')} for which nothing was imported`}>
          <details>
            <summary>What each needs</summary>
            <dl className="definitions">
              {[...Map.groupBy(board.missing, ({ entities }) => entities.join(', '))].map(
                ([entities, own]) => (
                  <div key={entities}>
                    <dt>{words(entities)}</dt>
                    <dd className="quiet">{own.map(({ metric }) => metric.name).join(', ')}</dd>
                  </div>
                ),
              )}
            </dl>
          </details>
        </Empty>
      )}
      <Below
        lines={told}
        comparison={comparison}
        currency={board.currency}
        missing={board.missing.length}
        where={where}
      />
    </>
  );
};

/** Home: is our CRM working? A verdict that counts, the measures in groups, and what to look at next. */
export const Home = () => {
  const organisation = useOrganisation();
  const board = useBoard();
  return (
    <Await query={organisation} what="your company">
      {(own) =>
        own.hasData ? (
          <Await query={board} what="the board">
            {(data) => <BoardView board={data} organisation={own} />}
          </Await>
        ) : (
          <>
            <PageHead
              title="Is our CRM working?"
              lead="There are no records yet. Import the exports of your CRM, help desk, billing or plain spreadsheets, and this page answers."
            />
            <Empty title="Nothing was imported yet.">
              <FirstSteps />
              <p className="quiet">
                To look around first, start the sample company: <code>npm start</code> opens it in a workspace
                of its own, apart from your rows.
              </p>
            </Empty>
          </>
        )
      }
    </Await>
  );
};
