import type { ScorecardLine, TargetDraft } from '../../api/types-business.js';

/** What a target says without how it stands: enough to make it again. */
export const draftOf = ({
  metric,
  period,
  value,
  where,
  owner,
  note,
  reviewOn,
}: ScorecardLine): TargetDraft => ({
  metric,
  period,
  value,
  where,
  owner,
  note,
  reviewOn,
});
