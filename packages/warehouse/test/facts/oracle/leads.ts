import { localDay, type Row, rowsIn, type World } from '../worlds/world.js';
import { accountsOf } from './accounts.js';
import { daysBetween, earliest } from './exact.js';
import { dealsOf } from './deals.js';

const sameLeadDays = 90;

/**
 * Leads, those of one person within 90 days of the one before merged to the earliest (canon section 2). Converted when
 * any of them did; the account is the first that is known.
 */
export const leadRows = (world: World, zone: string, asOf: string): Row[] => {
  const { resolve, counts } = accountsOf(world);
  const deals = dealsOf(world, zone, asOf);
  const people = new Map(rowsIn(world, 'person').map((row) => [row['person_id'], row]));
  const who = (lead: Row): string => {
    const mail = String(lead['email'] ?? '')
      .trim()
      .toLowerCase();
    if (mail !== '') return mail;
    const person = people.get(lead['person_id'] ?? null);
    return String(person?.['email'] ?? lead['person_id'] ?? lead['lead_id']);
  };
  const live = rowsIn(world, 'lead')
    .filter((row) => row['is_deleted'] !== true && row['is_test'] !== true)
    .toSorted(
      (a, b) =>
        Date.parse(String(a['created_at'])) - Date.parse(String(b['created_at'])) ||
        (String(a['lead_id']) < String(b['lead_id']) ? -1 : 1),
    );
  const series: Row[][] = [];
  for (const lead of live) {
    const day = String(localDay(lead['created_at'], zone));
    const mine = series.findLast((list) => list.some((other) => who(other) === who(lead)));
    const last = mine?.at(-1);
    if (mine && last && daysBetween(String(localDay(last['created_at'], zone)), day) <= sameLeadDays)
      mine.push(lead);
    else series.push([lead]);
  }
  return series.flatMap((list): Row[] => {
    const [first] = list;
    const account = list
      .map((lead) => resolve(lead['account_id'] ?? lead['converted_account_id']))
      .find((found) => found !== null);
    if (!first || !counts(account ?? null)) return [];
    const created = String(localDay(first['created_at'], zone));
    const firstConverted = earliest(
      ...list.map(
        (lead) =>
          localDay(lead['converted_at'], zone) ??
          earliest(
            ...deals
              .filter(({ row }) => row['lead_id'] === lead['lead_id'])
              .map(({ createdDate }) => createdDate),
          ),
      ),
    );
    // Converted before it came: two clocks, and no time to measure (rule T-03).
    const converted = firstConverted !== null && firstConverted >= created ? firstConverted : null;
    return [
      {
        record_id: first['lead_id'] ?? null,
        account_id: account ?? null,
        created_date: created,
        qualified_date: earliest(...list.map((lead) => localDay(lead['qualified_at'], zone))),
        converted_date: converted,
        days_to_convert: converted === null ? null : daysBetween(created, converted),
        score_band: scoreBand(first['score']),
      },
    ];
  });
};

const scoreBand = (score: Row[string] | undefined): string | null => {
  if (score === null || score === undefined) return null;
  const value = Number(score);
  return value < 25 ? '0-24' : value < 50 ? '25-49' : value < 75 ? '50-74' : '75-100';
};
