/** SQL of `losing_id, winning_id`: the merges of a kind of record that count. One that a separation beats does not. */
export const standingMerges = (entity: string): string => `(
  SELECT m.losing_id, m.winning_id FROM canonical.entity_merge m
  ANTI JOIN resolved.refused_link r
    ON r.entity = m.entity AND r.one = m.losing_id AND r.other = m.winning_id AND r.method IN ('declared', 'source_merge')
  WHERE m.entity = '${entity}' AND m.losing_id <> m.winning_id)`;
