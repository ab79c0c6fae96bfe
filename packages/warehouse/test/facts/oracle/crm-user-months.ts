import { localDay, type Row, rowsIn, type World } from '../worlds/world.js';

/** Licensed people, month by month while they were there: what they wrote (canon section 8: log-ins are no use). */
export const crmUserMonths = (
  world: World,
  zone: string,
  { months, adoptionWrites }: { months: readonly string[]; adoptionWrites: number },
): Row[] =>
  rowsIn(world, 'crm_user')
    .filter(
      (user) =>
        (user['is_licensed'] ?? user['is_active'] ?? true) === true &&
        user['is_deleted'] !== true &&
        user['role'] !== 'bot' &&
        user['role'] !== 'integration',
    )
    .flatMap((user) =>
      months
        .filter((month) => {
          const started = localDay(user['started_at'], zone);
          const left = localDay(user['left_at'], zone);
          return (
            (started === null || started.slice(0, 7) <= month) && (left === null || left.slice(0, 7) >= month)
          );
        })
        .map((month) => {
          const writes = rowsIn(world, 'crm_usage_daily')
            .filter((row) => row['user_id'] === user['user_id'] && String(row['day']).startsWith(month))
            .reduce(
              (sum, row) =>
                sum +
                Number(row['records_created'] ?? 0) +
                Number(row['records_updated'] ?? 0) +
                Number(row['activities_logged'] ?? 0),
              0,
            );
          return {
            record_id: user['user_id'] ?? null,
            date: `${month}-01`,
            writes,
            is_adopting: writes >= adoptionWrites,
          };
        }),
    );
