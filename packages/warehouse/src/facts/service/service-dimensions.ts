/** Entities that any fact about tickets is built from: a change of one of them touches its ticket. */
export const touchedTickets = {
  ticket: 'x.ticket_id',
  ticket_event: 'x.ticket_id',
  ticket_message: 'x.ticket_id',
  ticket_sla: 'x.ticket_id',
  crm_user: null,
  team: null,
  person: null,
  schedule_interval: null,
  schedule_holiday: null,
  entity_merge: null,
} as const;

/** The same where a ticket also knows of the others of its requester: a new one makes the one before it a repeat contact. */
export const touchedContacts = {
  ...touchedTickets,
  ticket: `unnest(list_append((
    SELECT list(o.ticket_id) FROM canonical.ticket o LEFT JOIN resolved.person q ON q.person_id = o.requester_person_id
    WHERE coalesce(q.respondent_id, o.requester_person_id) =
      coalesce((SELECT r.respondent_id FROM resolved.person r WHERE r.person_id = x.requester_person_id), x.requester_person_id)), x.ticket_id))`,
} as const;

/** The dimensions of a ticket row `t` of `derived.ticket` and its customer `c`. */
export const ticketDimensions =
  'c.segment, c.industry, c.country, c.region, c.plan, c.size_band, c.channel, c.cohort, t.ticket_channel, t.category, t.priority, t.agent, t.team';
