import { rule } from '../rule.js';

export const m12 = rule({
  id: 'M-12',
  severity: 'warn',
  title: 'A channel is called the same where money goes out and where leads come in',
  remedy: 'Map the two names to one channel',
  tables: [
    {
      entity: 'marketing_spend',
      reads: ['lead', 'account', 'deal'],
      // After spellings are settled: "Paid Search" and paid_search are one already. Without any channel on a lead, an
      // account or a deal there is nothing to meet.
      breaks: `
        WITH came AS (
          SELECT channel FROM canonical.lead WHERE channel IS NOT NULL UNION SELECT channel FROM canonical.account WHERE channel IS NOT NULL
          UNION SELECT channel FROM canonical.deal WHERE channel IS NOT NULL
        ),
        met AS (SELECT DISTINCT coalesce(h.channel, c.channel) AS channel FROM came c LEFT JOIN resolved.channel h ON h.raw = c.channel),
        spent AS (
          SELECT coalesce(h.channel, m.channel) AS channel, sum(m.amount) AS amount FROM canonical.marketing_spend m LEFT JOIN resolved.channel h ON h.raw = m.channel
          WHERE m.channel IS NOT NULL GROUP BY 1 HAVING sum(m.amount) > 0
        )
        SELECT s.channel AS record, 'money is spent on ' || s.channel || ', and no lead, account or deal came by a channel of that name' AS message
        FROM spent s ANTI JOIN met USING (channel) WHERE (SELECT count(*) FROM met) > 0`,
      population: `SELECT count(DISTINCT channel) AS n FROM canonical.marketing_spend`,
    },
    {
      entity: 'lead',
      reads: ['channel', 'marketing_spend'],
      breaks: `
        WITH paid AS (SELECT DISTINCT coalesce(h.channel, c.name) AS channel FROM canonical.channel c LEFT JOIN resolved.channel h ON h.raw = c.name WHERE c.is_paid),
        spent AS (SELECT DISTINCT coalesce(h.channel, m.channel) AS channel FROM canonical.marketing_spend m LEFT JOIN resolved.channel h ON h.raw = m.channel WHERE m.channel IS NOT NULL),
        came AS (SELECT DISTINCT coalesce(h.channel, l.channel) AS channel FROM canonical.lead l LEFT JOIN resolved.channel h ON h.raw = l.channel)
        SELECT p.channel AS record, p.channel || ' costs money and brought leads, and no spend is known of it' AS message
        FROM paid p SEMI JOIN came USING (channel) ANTI JOIN spent USING (channel) WHERE (SELECT count(*) FROM spent) > 0`,
      population: `SELECT count(DISTINCT channel) AS n FROM canonical.lead`,
    },
  ],
});
