/** Joins the stretch of the clock that holds an instant; none before the schedule's first opening, when nothing has run. */
const clockAt = (alias: string, instant: string): string => `
  LEFT JOIN resolved.business_clock ${alias} ON ${alias}.schedule_id = p.schedule_id AND ${alias}.day = ${instant}::DATE
    AND ${alias}.from_at <= ${instant} AND (${alias}.until_at IS NULL OR ${alias}.until_at > ${instant})`;

/** Seconds that the schedule was open until an instant. */
const clock = (alias: string, instant: string): string =>
  `coalesce(${alias}.seconds_before + epoch_us(least(${instant}, ${alias}.closes_at) - ${alias}.opens_at) / 1e6, 0)`;

/**
 * Business seconds of stretches of time, by the running clock of the schedule that was in force: a stretch that crosses
 * a change of schedule is measured piece by piece, each under its own (canon; the help desk's own figure may take the
 * last schedule for the whole). A ticket whose schedule nobody defined is measured in calendar time.
 * @param stretches a SELECT of ticket_id, measure, from_at, to_at
 * @returns a SELECT of ticket_id, measure, seconds
 */
export const businessSecondsSql = (stretches: string): string => `
  SELECT p.ticket_id, p.measure,
         sum(CASE WHEN p.ends_at IS NULL THEN epoch_us(p.to_at - p.from_at) / 1e6
             ELSE ${clock('b', 'p.clock_to')} - ${clock('a', 'p.clock_from')} END) AS seconds
  FROM (
    -- After the end of the clock it stands still: what lies there is as the end.
    SELECT *, least(from_at, ends_at) AS clock_from, least(to_at, ends_at) AS clock_to
    FROM (
      SELECT m.ticket_id, m.measure, s.schedule_id, greatest(m.from_at, coalesce(s.from_at, m.from_at)) AS from_at,
             least(m.to_at, coalesce(s.to_at, m.to_at)) AS to_at, e.ends_at
      FROM (${stretches}) m JOIN derived.ticket_schedule_span s ON s.ticket_id = m.ticket_id
        AND coalesce(s.from_at <= m.to_at, true) AND coalesce(s.to_at > m.from_at, true)
      LEFT JOIN (SELECT schedule_id, max(from_at) AS ends_at FROM resolved.business_clock GROUP BY schedule_id) e ON e.schedule_id = s.schedule_id
      WHERE m.to_at >= m.from_at
    ) piece
  ) p ${clockAt('a', 'p.clock_from')} ${clockAt('b', 'p.clock_to')}
  GROUP BY p.ticket_id, p.measure`;
