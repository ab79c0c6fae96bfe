/**
 * Business seconds of stretches of time, by the running clock of the schedule that was in force: a stretch that crosses
 * a change of schedule is measured piece by piece, each under its own (canon; the help desk's own figure may take the
 * last schedule for the whole). A ticket whose schedule nobody defined is measured in calendar time.
 * @param stretches a SELECT of ticket_id, measure, from_at, to_at
 * @returns a SELECT of ticket_id, measure, seconds
 */
export const businessSecondsSql = (stretches: string): string => `
  SELECT p.ticket_id, p.measure,
         sum(CASE WHEN p.has_clock THEN
               coalesce(b.seconds_before + epoch_us(least(p.to_at, b.closes_at) - b.opens_at) / 1e6, 0)
               - coalesce(a.seconds_before + epoch_us(least(p.from_at, a.closes_at) - a.opens_at) / 1e6, 0)
             ELSE epoch_us(p.to_at - p.from_at) / 1e6 END) AS seconds
  FROM (
    SELECT m.ticket_id, m.measure, s.schedule_id, greatest(m.from_at, coalesce(s.from_at, m.from_at)) AS from_at,
           least(m.to_at, coalesce(s.to_at, m.to_at)) AS to_at,
           s.schedule_id IN (SELECT schedule_id FROM resolved.business_clock) AS has_clock
    FROM (${stretches}) m JOIN derived.ticket_schedule_span s ON s.ticket_id = m.ticket_id
      AND coalesce(s.from_at <= m.to_at, true) AND coalesce(s.to_at > m.from_at, true)
    WHERE m.to_at >= m.from_at
  ) p
  ASOF LEFT JOIN resolved.business_clock a ON a.schedule_id = p.schedule_id AND a.opens_at <= p.from_at
  ASOF LEFT JOIN resolved.business_clock b ON b.schedule_id = p.schedule_id AND b.opens_at <= p.to_at
  GROUP BY p.ticket_id, p.measure`;
