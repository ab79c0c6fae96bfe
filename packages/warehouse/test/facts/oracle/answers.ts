import { localDay, type Row, rowsIn, type World } from '../worlds/world.js';
import { accountsOf } from './accounts.js';

/** Scores that are good and bad, by scale (canon section 7), as steps above the lowest answer. */
const csat: Record<number, { good: readonly number[]; bad: readonly number[] }> = {
  5: { good: [3, 4], bad: [0, 1] },
  4: { good: [2, 3], bad: [0, 1] },
  3: { good: [2], bad: [0] },
  2: { good: [1], bad: [0] },
};

const usual: Record<string, readonly [number, number]> = { nps: [0, 10], csat: [1, 5], ces: [1, 7] };

interface Answer {
  readonly row: Row;
  readonly kind: string | null;
  readonly account: string | null;
  readonly respondent: string;
  readonly day: string;
  readonly low: number;
  readonly high: number;
  readonly isHighGood: boolean;
}

/** Answers that are answers: given, inside the scale, no test, and the latest to their invitation. */
const validAnswers = (world: World, zone: string): Answer[] => {
  const { resolve } = accountsOf(world);
  const surveys = new Map(rowsIn(world, 'survey').map((row) => [row['survey_id'], row]));
  const invitations = new Map(rowsIn(world, 'survey_invitation').map((row) => [row['invitation_id'], row]));
  const people = new Map(rowsIn(world, 'person').map((row) => [row['person_id'], row]));
  const given = rowsIn(world, 'survey_response').flatMap((row): Answer[] => {
    const survey = surveys.get(row['survey_id'] ?? null);
    const kind = (survey?.['kind'] ?? row['kind'] ?? null) as string | null;
    const [usualLow, usualHigh] = usual[kind ?? ''] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    const low = Number(survey?.['scale_min'] ?? usualLow);
    const high = Number(survey?.['scale_max'] ?? usualHigh);
    if (row['is_test'] === true || row['score'] == null) return [];
    if (Number(row['score']) < low || Number(row['score']) > high) return [];
    const invitation = invitations.get(row['invitation_id'] ?? null);
    const person = people.get(row['person_id'] ?? invitation?.['person_id'] ?? null);
    return [
      {
        row,
        kind,
        account: resolve(row['account_id'] ?? invitation?.['account_id'] ?? person?.['account_id'] ?? null),
        respondent: String(person?.['person_id'] ?? row['person_id'] ?? row['response_id']),
        day: String(localDay(row['responded_at'], zone)),
        low,
        high,
        isHighGood: survey?.['higher_is_better'] !== false,
      },
    ];
  });
  const isLater = (one: Answer, other: Answer): boolean =>
    [String(one.row['responded_at']), String(one.row['response_id'])].join(' ') >
    [String(other.row['responded_at']), String(other.row['response_id'])].join(' ');
  return given.filter(
    (answer) =>
      answer.row['invitation_id'] == null ||
      !given.some(
        (other) => other.row['invitation_id'] === answer.row['invitation_id'] && isLater(other, answer),
      ),
  );
};

/** Answers that count for a figure: of a known kind, NPS on 0 to 10 only, not from test accounts. */
const countedAnswers = (world: World, zone: string): Answer[] => {
  const { counts } = accountsOf(world);
  return validAnswers(world, zone).filter(
    ({ kind, low, high, account }) =>
      kind !== null && counts(account) && (kind !== 'nps' || (low === 0 && high === 10)),
  );
};

const judge = ({ kind, row, low, high, isHighGood }: Answer) => {
  const score = Number(row['score']);
  const step = isHighGood ? score - low : high - score;
  if (kind === 'nps') return { isGood: score >= 9, isBad: score <= 6, step };
  if (kind === 'ces') return { isGood: step >= 4, isBad: step <= 2, step };
  const scale = csat[high - low + 1];
  return { isGood: scale?.good.includes(step) ?? false, isBad: scale?.bad.includes(step) ?? false, step };
};

export const surveyResponses = (world: World, zone: string): Row[] =>
  countedAnswers(world, zone).map((answer) => {
    const { isGood, isBad, step } = judge(answer);
    return {
      record_id: answer.row['response_id'] ?? null,
      account_id: answer.account,
      survey_kind: answer.kind,
      answered_date: answer.day,
      score: Number(answer.row['score']),
      score_percent: Math.round((1e6 * 100 * step) / (answer.high - answer.low)) / 1e6,
      is_positive: isGood,
      is_negative: isBad,
      respondent_id: answer.respondent,
    };
  });

/** NPS of an account in a month: the mean category of the latest answer of each of its people. */
export const accountScores = (world: World, zone: string): Row[] => {
  const answers = countedAnswers(world, zone).filter(
    ({ kind, account }) => kind === 'nps' && account !== null,
  );
  const months = Map.groupBy(answers, ({ account, row, day }) =>
    [account, row['survey_id'], day.slice(0, 7)].join(),
  );
  return [...months.values()].map((list) => {
    const latest = list.filter(
      (one) =>
        !list.some(
          (other) =>
            other.respondent === one.respondent &&
            [other.day, String(other.row['response_id'])].join() >
              [one.day, String(one.row['response_id'])].join(),
        ),
    );
    const categories = latest.map((answer) => {
      const { isGood, isBad } = judge(answer);
      return isGood ? 1 : isBad ? -1 : 0;
    });
    return {
      account_id: list[0]?.account ?? null,
      answered_date:
        latest
          .map(({ day }) => day)
          .sort()
          .at(-1) ?? null,
      category: Math.round((1e6 * categories.reduce((a: number, b) => a + b, 0)) / categories.length) / 1e6,
      answers: latest.length,
    };
  });
};

/** Invitations that arrived, and whether a valid answer came. */
export const surveyInvitations = (world: World, zone: string): Row[] => {
  const { resolve, counts } = accountsOf(world);
  const people = new Map(rowsIn(world, 'person').map((row) => [row['person_id'], row]));
  const answers = validAnswers(world, zone);
  return rowsIn(world, 'survey_invitation')
    .filter((row) => row['is_delivered'] !== false)
    .map((row) => ({
      record_id: row['invitation_id'] ?? null,
      account_id: resolve(row['account_id'] ?? people.get(row['person_id'] ?? null)?.['account_id'] ?? null),
      sent_date: localDay(row['sent_at'], zone),
      is_answered: answers.some((answer) => answer.row['invitation_id'] === row['invitation_id']),
    }))
    .filter(({ account_id }) => counts(account_id));
};
