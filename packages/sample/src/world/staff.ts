import type { RandomSource } from '@bellwether/stats';
import { dayOf } from '../time/days.js';
import { endDay, firstDay, historyDay, monthCount } from '../time/periods.js';

/** A person of our own with a seat in the CRM. */
export interface StaffMember {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: 'representative' | 'success_manager' | 'manager';
  readonly team: string;
  readonly startedDay: number;
}

/** A person of our own who answers tickets. */
export interface Agent {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly groupId: string;
  readonly group: string;
}

/** What a seat holder wrote in the CRM on a day. */
export interface CrmUsageRow {
  readonly user: StaffMember;
  readonly day: number;
  readonly logins: number;
  readonly created: number;
  readonly updated: number;
  readonly activities: number;
}

export interface Staff {
  readonly representatives: readonly StaffMember[];
  readonly successManagers: readonly StaffMember[];
  readonly members: readonly StaffMember[];
  readonly agents: readonly Agent[];
  readonly usage: readonly CrmUsageRow[];
  /** Did the user do at least five writes in that month (index from January 2023)? */
  isAdopting(user: StaffMember, month: number): boolean;
}

const firstNames = [
  'Ada',
  'Bruno',
  'Clara',
  'David',
  'Elif',
  'Felix',
  'Greta',
  'Hannes',
  'Ines',
  'Jonas',
  'Katja',
  'Lukas',
  'Mina',
  'Nils',
  'Olga',
  'Pavel',
  'Quentin',
  'Rosa',
  'Samir',
  'Thea',
  'Uwe',
  'Vera',
  'Willem',
  'Yusuf',
];
const lastNames = [
  'Albers',
  'Brandt',
  'Cordes',
  'Dogan',
  'Ebert',
  'Falk',
  'Gruber',
  'Hoffmann',
  'Iversen',
  'Jansen',
  'Kowalski',
  'Lorenz',
  'Marquardt',
  'Neumann',
  'Ostrowski',
  'Petersen',
  'Quast',
  'Richter',
  'Schubert',
  'Thomsen',
  'Ulrich',
  'Vogel',
  'Weber',
  'Ziegler',
];

const teams = ['North', 'South', 'International'];

/** People of the company; every name is unique, because HubSpot exports name owners and do not number them. */
export function hireStaff(random: RandomSource, customers: number): Staff {
  const representativeCount = Math.min(24, 6 + Math.floor(customers / 150));
  const successCount = Math.min(12, 3 + Math.floor(customers / 400));
  const agentCount = Math.min(40, 6 + Math.floor(customers / 250));
  let used = 0;
  const nextName = (): string => {
    const first = firstNames[used % firstNames.length] as string;
    const last = lastNames[
      (used * 7 + Math.floor(used / firstNames.length) * 5) % lastNames.length
    ] as string;
    used += 1;
    return `${first} ${last}`;
  };
  const emailOf = (name: string): string => `${name.toLowerCase().replace(' ', '.')}@harbour.example`;
  let nextId = 71000001;
  const member = (role: StaffMember['role'], team: string, startedDay: number): StaffMember => {
    const name = nextName();
    return { id: String(nextId++), name, email: emailOf(name), role, team, startedDay };
  };
  const representatives = Array.from({ length: representativeCount }, (_, index) =>
    member(
      'representative',
      teams[index % teams.length] as string,
      // Later hires start on the first of a month, so that adoption has a denominator that grows.
      index < 5 ? historyDay : dayOf(2023 + (index % 2), 1 + ((index * 5) % 12), 1),
    ),
  );
  const successManagers = Array.from({ length: successCount }, () =>
    member('success_manager', 'Customer Success', historyDay),
  );
  const managers = [member('manager', 'Management', historyDay), member('manager', 'Management', historyDay)];
  const members = [...representatives, ...successManagers, ...managers];
  const groups = [
    { groupId: '36000001', group: 'First line' },
    { groupId: '36000002', group: 'Second line' },
  ];
  const agents = Array.from({ length: agentCount }, (_, index) => {
    const name = nextName();
    const { groupId, group } = groups[index % 3 === 2 ? 1 : 0] as { groupId: string; group: string };
    return { id: String(4100000001 + index), name, email: emailOf(name), groupId, group };
  });
  const { usage, adopting } = simulateCrmUsage(random, members);
  return {
    representatives,
    successManagers,
    members,
    agents,
    usage,
    isAdopting: (user, month) => adopting.get(user.id)?.[month] === true,
  };
}

/** Seats are used more once the CRM is live (month 18): adoption climbs from about 60 % to about 90 %. */
function simulateCrmUsage(
  random: RandomSource,
  members: readonly StaffMember[],
): { usage: CrmUsageRow[]; adopting: Map<string, boolean[]> } {
  const usage: CrmUsageRow[] = [];
  const adopting = new Map<string, boolean[]>();
  for (const user of members) {
    const own = random.stream(user.id);
    const months: boolean[] = [];
    for (let month = 0; month < monthCount; month++) {
      const chance = month < 18 ? 0.6 : Math.min(0.92, 0.7 + (month - 18) * 0.03);
      months.push(own.uniform() < chance);
    }
    adopting.set(user.id, months);
    for (let day = Math.max(firstDay, user.startedDay); day < endDay; day++) {
      const month = monthIndex(day);
      const draw = own.uniform();
      const dayOfMonth = day - firstOfMonth(month);
      if (months[month] === true) {
        // The 3rd to the 5th of the month alone make six writes, so an adopting month always passes the bar.
        const isSure = dayOfMonth >= 2 && dayOfMonth <= 4;
        if (!isSure && draw < 0.35) continue;
        usage.push({
          user,
          day,
          logins: 1 + own.below(3),
          created: isSure ? 1 : own.below(3),
          updated: isSure ? 1 : own.below(6),
          activities: own.below(4),
        });
      } else if (dayOfMonth < 4 || draw < 0.1) {
        // Logs in, writes next to nothing: at most four writes in the month, all in its first four days.
        const writes = dayOfMonth < 4 ? own.below(2) : 0;
        usage.push({ user, day, logins: 1, created: 0, updated: writes, activities: 0 });
      }
    }
  }
  return { usage, adopting };
}

const monthStarts = Array.from({ length: monthCount }, (_, month) =>
  dayOf(2023 + Math.floor(month / 12), (month % 12) + 1, 1),
);
const firstOfMonth = (month: number): number => monthStarts[month] as number;
function monthIndex(day: number): number {
  let month = Math.min(monthCount - 1, Math.floor((day - firstDay) / 30.4));
  while (month > 0 && firstOfMonth(month) > day) month -= 1;
  while (month < monthCount - 1 && firstOfMonth(month + 1) <= day) month += 1;
  return month;
}
