/**
 * Spreads `total` of each row of `source` evenly over its days from `started_on` to `ended_on`, both included. Each day
 * gets the rounded running total less that of the day before, so the days add up to the total exactly.
 * @returns a SELECT of `columns`, `date`, `amount`
 */
export const spreadOverDays = (source: string, columns: string): string => `
  SELECT ${columns}, started_on + (day_number - 1)::INTEGER AS date,
         (round(total * day_number / days, 4) - round(total * (day_number - 1) / days, 4))::DECIMAL(18,4) AS amount
  FROM (
    SELECT *, unnest(range(1, days + 1)) AS day_number
    FROM (SELECT *, (ended_on - started_on + 1) AS days FROM ${source} WHERE ended_on >= started_on) counted
  ) spread`;
