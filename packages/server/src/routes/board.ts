import { parsePeriod } from '@bellwether/metrics';
import {
  board,
  type Board,
  type BoardLine,
  type JudgedCell,
  listTargets,
  queryContext,
  queryMetrics,
  type Target,
} from '@bellwether/warehouse';
import type { Answer, App } from '../http/app-types.js';
import { tagged } from '../http/tagged.js';
import type { Host } from '../host.js';
import { summaryOf } from '../present/metric-summary.js';
import { scoreTargets } from '../present/scorecard.js';
import type { Standing } from '../present/target-standing.js';
import { boardAnswer, boardQuery } from '../schemas/board.js';

/** Every measure at a glance, each with its target. */
export const addBoard = (app: App, host: Host): void => {
  app.get(
    '/board',
    {
      schema: {
        tags: ['figures'],
        summary: 'Every measure: the last whole month, its year, and whether it moved beyond noise',
        querystring: boardQuery,
        response: { 200: boardAnswer },
      },
    },
    (request, reply) =>
      tagged(host, request, reply, `board/${request.query.months}`, () =>
        presentBoard(host, request.query.months),
      ),
  );
};

const presentBoard = async (host: Host, months: number): Promise<Answer<typeof boardAnswer>> => {
  const found = await board(host.workspace, months);
  const current = await currentCells(host, found);
  const standings = await currentStandings(host);
  const lines = found.groups.flatMap((group) => group.lines);
  const count = (direction: BoardLine['direction']) =>
    lines.filter((line) => line.direction === direction).length;
  const shown = lines.flatMap(({ metric }) => standings.get(metric.id) ?? []);
  return {
    from: found.from,
    to: found.to,
    asOf: found.asOf,
    currency: found.currency,
    timeZone: host.workspace.config.organisation.time_zone,
    groups: found.groups.map(({ group, lines: own }) => ({
      group,
      lines: own.map(({ metric, latest, series, direction }) => ({
        metric: summaryOf(metric),
        latest,
        series,
        current: current.get(metric.id) ?? null,
        direction,
        target: standings.get(metric.id) ?? null,
      })),
    })),
    missing: found.missing.map(({ metric, entities }) => ({ metric: summaryOf(metric), entities })),
    verdict: {
      better: count('better'),
      worse: count('worse'),
      steady: count('steady'),
      unknown: count('unknown'),
      met: shown.filter(({ status }) => status === 'met' || status === 'on_track').length,
      missed: shown.filter(({ status }) => status === 'missed' || status === 'behind').length,
      targets: shown.length,
    },
  };
};

/** The cells of the month that is not over; none where the data ends with a month. */
const currentCells = async (host: Host, { to, groups }: Board): Promise<ReadonlyMap<string, JudgedCell>> => {
  const context = await queryContext(host.workspace);
  const last = new Date(Date.parse(parsePeriod(to).end) - 86_400_000).toISOString().slice(0, 10);
  if (context.asOf >= last) return new Map();
  const metrics = groups.flatMap(({ lines }) => lines.map(({ metric }) => metric.id));
  if (metrics.length === 0) return new Map();
  const { cells } = await queryMetrics(host.workspace, {
    metrics,
    from: to,
    to,
    grain: 'month',
    compare: ['previous'],
  });
  return new Map(cells.map((cell) => [cell.metric, cell]));
};

/** The target of each metric for the whole company in the period that holds the as-of date, the shortest one. */
const currentStandings = async (host: Host): Promise<ReadonlyMap<string, Standing>> => {
  const { asOf, fiscalYearStartsMonth } = await queryContext(host.workspace);
  const targets = (await listTargets(host.workspace)).filter(({ where }) => where.length === 0);
  const chosen = new Map<string, { target: Target; days: number }>();
  for (const target of targets) {
    const { start, end } = parsePeriod(target.period, fiscalYearStartsMonth);
    if (asOf < start || asOf >= end) continue;
    const days = Date.parse(end) - Date.parse(start);
    const known = chosen.get(target.metric);
    if (!known || days < known.days) chosen.set(target.metric, { target, days });
  }
  const scored = await scoreTargets(
    host,
    [...chosen.values()].map(({ target }) => target),
  );
  return new Map(scored.flatMap(({ target, standing }) => (standing ? [[target.metric, standing]] : [])));
};
