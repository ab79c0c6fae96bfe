import { least, plusDays } from './dates.js';
import { clustered, meanOf, meanOfValues, npsOf, share } from './figures.js';
import { has, is, Missing, type OracleFigure, total, type View } from './view.js';

const answers = (view: View, kind: string) =>
  view.flow('survey_response', 'answered_date', is('survey_kind', kind));

/** Share of answers of a kind that the scale calls positive. */
const positive = (view: View, kind: string): OracleFigure =>
  share(answers(view, kind).filter(is('is_positive', true)).length, answers(view, kind).length);

function byAccount(view: View): OracleFigure {
  const usable = view
    .flow('survey_account_score', 'answered_date', has('category'))
    .filter((row) => has('account_id')(row) && Number(row['answers'] ?? 0) > 0);
  const accounts = new Map<string, { sum: number; weight: number }>();
  for (const row of usable) {
    const account = String(row['account_id']);
    const { sum, weight } = accounts.get(account) ?? { sum: 0, weight: 0 };
    const size = Number(row['answers']);
    accounts.set(account, { sum: sum + Number(row['category']) * size, weight: weight + size });
  }
  return meanOfValues(
    [...accounts.values()].map(({ sum, weight }) => sum / weight),
    100,
  );
}

export const voiceOracle: Readonly<Record<string, (view: View) => OracleFigure>> = {
  csat: (view) => positive(view, 'csat'),
  csat_mean: (view) => meanOf(answers(view, 'csat'), 'score'),
  nps: (view) => {
    const all = answers(view, 'nps');
    return npsOf(
      all.filter(is('is_positive', true)).length,
      all.filter(is('is_negative', true)).length,
      all.length,
    );
  },
  nps_account: byAccount,
  ces: (view) => meanOf(answers(view, 'ces'), 'score_percent'),
  ces_mean: (view) => meanOf(answers(view, 'ces'), 'score'),
  ces_easy_rate: (view) => positive(view, 'ces'),
  survey_response_rate: (view) => {
    const end = least(view.period.edge, plusDays(view.period.asOfEdge, -14));
    if (end <= view.period.start) throw new Missing('immature');
    const sent = view.flow('survey_invitation', 'sent_date', () => true, undefined, end);
    return share(sent.filter(is('is_answered', true)).length, sent.length);
  },
  crm_adoption_rate: (view) => {
    const users = view.flow('crm_user_month', 'date');
    return share(users.filter(is('is_adopting', true)).length, users.length);
  },
  data_completeness: (view) => {
    const cells = view.flow('field_cell', 'date', () => true, '0000-01-01');
    return share(total(cells, 'filled'), total(cells, 'records'));
  },
  activities_per_deal: (view) => {
    if (view.all('activity').length === 0) throw new Missing('not_available');
    return clustered(
      view.flow('deal', 'closed_date', is('is_closed', true)),
      (row) => Number(row['activity_count'] ?? 0),
      () => 1,
    );
  },
};
