import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useBoard, useFigures, useOrganisation, useScorecard } from '../../api/queries.js';
import type { Board, Cell, Organisation } from '../../api/types.js';
import { PageHead } from '../../components/page-head.js';
import { PeriodPicker } from '../../components/period-picker.js';
import { Await, Empty, ProblemNote } from '../../components/states.js';
import { SavedViews } from '../../components/saved-views.js';
import { csvText } from '../../format/csv.js';
import { periodText } from '../../format/period-name.js';
import { groupTitles, plural, words } from '../../format/words.js';
import { downloadCsv } from '../../components/download.js';
import type { ChosenPeriod } from '../../period/chosen-period.js';
import { targetOfPeriod } from '../../period/target-of-period.js';
import { useChosenPeriod, useView } from '../../url/use-view.js';
import { comparisonOf } from '../../url/view-search.js';
import { splitLines } from './headline.js';
import { Below } from './below.js';
import { Tile } from './tile.js';
import { type HomeLine, judgementOf, verdictOf } from './verdict.js';

/** The board's own figures are asked for again only where the chosen period is another. */
const isBoards = (board: Board, period: ChosenPeriod, comparison: string | null): boolean =>
  period.grain === 'month' &&
  comparison !== 'year' &&
  board.groups.every(({ lines }) => lines.every(({ latest }) => latest.period === period.from));

const useLines = (board: Board, period: ChosenPeriod, fiscalYearStartsMonth: number) => {
  const [view] = useView();
  const comparison = comparisonOf(view);
  const all = board.groups.flatMap(({ lines }) => lines);
  const isOwn = isBoards(board, period, comparison);
  const figures = useFigures(
    isOwn
      ? null
      : {
          metrics: all
            .filter(({ metric }) => metric.grains === null || metric.grains.includes(period.grain))
            .map(({ metric }) => metric.id),
          from: period.from,
          to: period.to,
          grain: period.grain,
          compare: comparison === null ? [] : [comparison],
        },
  );
  const targets = useScorecard().data ?? [];
  const cells = new Map<string, Cell>((figures.data?.cells ?? []).map((cell) => [cell.metric, cell]));
  const lines = (group: string): readonly HomeLine[] =>
    (board.groups.find((one) => one.group === group)?.lines ?? []).map((line) => {
      const cell = isOwn ? line.latest : (cells.get(line.metric.id) ?? null);
      return {
        metric: line.metric,
        cell,
        series: line.series.length === 0 ? [line.latest] : line.series,
        judgement: judgementOf(line.metric, cell, comparison),
        target: targetOfPeriod(targets, line.metric.id, period, fiscalYearStartsMonth),
      };
    });
  return { lines, comparison, figures, isOwn };
};

const exportBoard = (lines: readonly HomeLine[], period: ChosenPeriod, organisation: Organisation): void =>
  downloadCsv(
    `board-${period.from}.csv`,
    csvText(
      [
        'group',
        'metric',
        'name',
        'version',
        'hash',
        'period',
        'so_far',
        'value',
        'unit',
        'n',
        'interval_low',
        'interval_high',
        'quality',
        'reason',
      ],
      lines.map(({ metric, cell }) => [
        metric.group,
        metric.id,
        metric.name,
        metric.version,
        metric.hash,
        cell?.period ?? period.from,
        cell?.partial === true ? 'yes' : 'no',
        cell?.value ?? null,
        metric.unit,
        cell?.n ?? null,
        cell?.interval?.low ?? null,
        cell?.interval?.high ?? null,
        cell?.quality.grade ?? null,
        cell?.reason?.message ?? null,
      ]),
      [
        `${organisation.name}${organisation.isSample ? ' (sample company, made up)' : ''}`,
        `period ${period.text}`,
        `time zone ${organisation.timeZone}, currency ${organisation.currency}, data to ${organisation.asOf}`,
      ],
    ),
  );

const Group = ({
  group,
  lines,
  currency,
  comparison,
}: {
  readonly group: string;
  readonly lines: readonly HomeLine[];
  readonly currency: string;
  readonly comparison: 'previous' | 'year' | null;
}) => {
  const [view] = useView();
  const [isWhole, setWhole] = useState(false);
  const { shown, others } = splitLines(group, lines);
  const search = { period: view.period, compare: view.compare };
  return (
    <section className="board-group" aria-labelledby={`group-${group}`}>
      <h2 id={`group-${group}`}>{groupTitles[group] ?? words(group)}</h2>
      <ul className="tiles">
        {[...shown, ...(isWhole ? others : [])].map((line) => (
          <Tile
            key={line.metric.id}
            line={line}
            currency={currency}
            comparison={comparison}
            search={search}
          />
        ))}
      </ul>
      {others.length === 0 ? null : (
        <button
          type="button"
          className="link-button more"
          aria-expanded={isWhole}
          onClick={() => setWhole(!isWhole)}
        >
          {isWhole ? 'Show fewer' : plural(others.length, 'more measure')}
        </button>
      )}
    </section>
  );
};

const BoardView = ({
  board,
  organisation,
}: {
  readonly board: Board;
  readonly organisation: Organisation;
}) => {
  const period = useChosenPeriod();
  const { lines, comparison, figures, isOwn } = useLines(board, period, organisation.fiscalYearStartsMonth);
  const all = board.groups.flatMap(({ group }) => lines(group));
  const verdict = verdictOf(all);
  const waiting = !isOwn && figures.data === undefined;
  return (
    <>
      <PageHead title="Is our CRM working?">
        {waiting ? null : (
          <div className="verdict">
            <p className="verdict-line">{verdict.sentence}</p>
            <p className="verdict-reasons">
              Of {plural(all.length, 'measure')} in {period.text}
              {period.partial ? ' so far' : ''}:{' '}
              <span>
                <b>▲ {verdict.counts.better}</b> better,
              </span>{' '}
              <span>
                <b>▼ {verdict.counts.worse}</b> worse beyond noise,
              </span>{' '}
              <span>
                <b>≈ {verdict.counts.steady}</b> within noise,
              </span>{' '}
              <span>
                <b>{verdict.counts.unknown}</b> can’t be told
                {verdict.withoutFigure === 0 ? '' : ` (${verdict.withoutFigure} of them without a figure)`}.
              </span>{' '}
              {verdict.targets.all === 0 ? (
                <Link to="/scorecards">No targets yet: set three.</Link>
              ) : (
                <Link to="/scorecards">
                  {verdict.targets.met} of {plural(verdict.targets.all, 'target')} met or on track.
                </Link>
              )}
            </p>
          </div>
        )}
      </PageHead>
      <div className="toolbar">
        <PeriodPicker period={period} clock={organisation} timeZone={organisation.timeZone} />
        <span className="toolbar-end">
          <SavedViews page="/" />
          <button
            type="button"
            className="quiet-button"
            onClick={() => exportBoard(all, period, organisation)}
          >
            Export CSV
          </button>
        </span>
      </div>
      {figures.error ? <ProblemNote error={figures.error} onRetry={() => void figures.refetch()} /> : null}
      <div className={figures.isPlaceholderData ? 'is-stale' : ''} aria-busy={waiting}>
        {board.groups.map(({ group }) => (
          <Group
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
      <Below lines={all} comparison={comparison} currency={board.currency} missing={board.missing.length} />
      <p className="quiet print-only">
        {organisation.name}, {periodText(period.from)}, {organisation.timeZone}, data to {organisation.asOf}
      </p>
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
            <Empty title="Nothing was imported yet." />
          </>
        )
      }
    </Await>
  );
};
