import type { WorkspaceConfig } from '../config/workspace-config.js';
import type { Engine, Parameter } from '../engine/engine.js';
import { openIntervals, type Schedule, scheduleOf } from './business-hours.js';

const minutesOfDay = 1440;

/** Schedules of the settings, and those that a help desk brought. */
const schedules = async (config: WorkspaceConfig, engine: Engine): Promise<Map<string, Schedule>> => {
  const found = new Map<string, Schedule>();
  const intervals = await engine.rows(
    'SELECT schedule_id, time_zone, starts_minute, ends_minute FROM canonical.schedule_interval ORDER BY ALL',
  );
  const closed = await engine.rows(
    `SELECT schedule_id, unnest(generate_series(started_on, coalesce(ended_on, started_on), INTERVAL 1 DAY))::DATE AS day
     FROM canonical.schedule_holiday`,
  );
  for (const row of intervals) {
    const id = String(row['schedule_id']);
    const schedule: Schedule = found.get(id) ?? {
      timeZone: String(row['time_zone']),
      week: {},
      holidays: new Set(closed.filter((day) => day['schedule_id'] === id).map((day) => String(day['day']))),
    };
    const week = schedule.week as Record<number, [number, number][]>;
    // An interval may run over midnight: it is one piece a day.
    for (let start = Number(row['starts_minute']); start < Number(row['ends_minute']); ) {
      const day = Math.floor(start / minutesOfDay);
      const end = Math.min(Number(row['ends_minute']), (day + 1) * minutesOfDay);
      const weekday = (day % 7) + 1;
      week[weekday] = [...(week[weekday] ?? []), [start - day * minutesOfDay, end - day * minutesOfDay]];
      start = end;
    }
    found.set(id, schedule);
  }
  for (const [id, { time_zone, hours, holidays }] of Object.entries(config.schedules)) {
    found.set(id, scheduleOf(time_zone, hours, holidays));
  }
  return found;
};

/** Openings of every schedule as they follow one another: `opening(schedule_id, opens_at, closes_at, seconds_before)`. */
const listOpenings = async (
  engine: Engine,
  config: WorkspaceConfig,
  first: string,
  last: string,
): Promise<void> => {
  await engine.run(
    'CREATE OR REPLACE TEMP TABLE opening (schedule_id VARCHAR, opens_at TIMESTAMP, closes_at TIMESTAMP, seconds_before DOUBLE)',
  );
  for (const [id, schedule] of await schedules(config, engine)) {
    let before = 0;
    const values: Parameter[] = [];
    for (const { opensAt, closesAt } of openIntervals(schedule, first, last)) {
      values.push(id, opensAt, closesAt, before);
      before += (closesAt - opensAt) / 1000;
    }
    for (let start = 0; start < values.length; start += 4000) {
      const part = values.slice(start, start + 4000);
      const rows = Array.from(
        { length: part.length / 4 },
        () => '(?, make_timestamp_ms(?::BIGINT), make_timestamp_ms(?::BIGINT), ?)',
      );
      await engine.run(`INSERT INTO opening VALUES ${rows.join(', ')}`, part);
    }
  }
};

/**
 * `resolved.business_clock(schedule_id, day, from_at, until_at, opens_at, closes_at, seconds_before)`: open time as a
 * running clock. The business seconds between two instants are the clock at the end less the clock at the start, so SQL
 * never does time-zone arithmetic. A row is a stretch of a UTC day up to the next opening, with the opening before it: an
 * instant finds its row by its day, an equality. Covers every day that a ticket could be open (what happened to it may
 * lie after the as-of day) and ends after the last closing: there the clock stands still.
 */
export const buildBusinessClock = async (
  engine: Engine,
  config: WorkspaceConfig,
  asOf: string,
): Promise<void> => {
  const { first, last } = await engine.row(
    `SELECT (SELECT min(created_at_date) - 7 FROM canonical.ticket)::VARCHAR AS first, (1 + greatest(
       DATE '${asOf}', (SELECT max(greatest(solved_at_date, first_solved_at_date, closed_at_date, first_response_at_date)) FROM canonical.ticket),
       (SELECT max(occurred_at_date) FROM canonical.ticket_event), (SELECT max(sent_at_date) FROM canonical.ticket_message)))::VARCHAR AS last`,
  );
  // Without a ticket there is nothing to open for.
  await listOpenings(
    engine,
    config,
    String(first ?? '2000-01-01'),
    String(first === null ? '1999-12-31' : last),
  );
  await engine.run(
    `CREATE OR REPLACE TABLE resolved.business_clock AS
     WITH edge AS (
       SELECT schedule_id, opens_at AS from_at FROM opening
       UNION
       SELECT schedule_id, unnest(generate_series(min(opens_at)::DATE::TIMESTAMP, max(closes_at)::DATE + INTERVAL 1 DAY, INTERVAL 1 DAY))
       FROM opening GROUP BY schedule_id
     )
     SELECT e.schedule_id, e.from_at::DATE AS day, e.from_at, lead(e.from_at) OVER schedule AS until_at,
            o.opens_at, o.closes_at, o.seconds_before
     FROM edge e ASOF LEFT JOIN opening o ON o.schedule_id = e.schedule_id AND o.opens_at <= e.from_at
     WINDOW schedule AS (PARTITION BY e.schedule_id ORDER BY e.from_at)`,
  );
  await engine.run('DROP TABLE opening');
};
