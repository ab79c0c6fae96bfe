import { rule } from '../rule.js';

export const s07 = rule({
  id: 'S-07',
  severity: 'warn',
  title: 'The owner of a deal is a user who worked here then',
  remedy: 'Give the deal to somebody, or import the users',
  tables: [
    {
      entity: 'deal',
      reads: ['crm_user', 'pipeline_stage'],
      // An owner given by name is no unknown one: that is K-08. An open deal needs an owner today.
      breaks: `
        SELECT d.deal_id AS record, CASE WHEN u.user_id IS NULL THEN 'its owner is no known user' WHEN s.is_open THEN 'it is open, and its owner left on ' || u.left_at_date ELSE 'its owner had left on ' || u.left_at_date || ', before it closed' END AS message
        FROM canonical.deal d JOIN derived.deal s USING (deal_id)
        LEFT JOIN canonical.crm_user u ON u.user_id = d.owner_user_id
        LEFT JOIN (SELECT DISTINCT _source || ':' || trim(name) AS named FROM canonical.crm_user) n ON n.named = d.owner_user_id
        WHERE d.owner_user_id IS NOT NULL AND d._source IN (SELECT _source FROM canonical.crm_user)
          AND ((u.user_id IS NULL AND n.named IS NULL)
            OR u.left_at_date < CASE WHEN s.is_open THEN (SELECT value::DATE FROM control.setting WHERE name = 'as_of') ELSE s.closed_date END)`,
      population: `SELECT count(owner_user_id) AS n FROM canonical.deal`,
    },
  ],
});
