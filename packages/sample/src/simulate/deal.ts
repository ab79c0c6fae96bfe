import { drawPoisson, type RandomSource } from '@bellwether/stats';
import { localDay } from '../time/berlin.js';
import { asOfDay, endInstant, monthOf } from '../time/periods.js';
import { goLiveEffects, isLive } from '../world/effects.js';
import type { Activity, Contact, Deal, StageEntry } from '../world/events.js';
import type { StaffMember } from '../world/staff.js';
import { lognormal, officeInstant, pick, workday, type Context } from './context.js';

export const pipeline = 'Sales Pipeline';
export interface StageDefinition {
  readonly label: string;
  readonly probability: number;
}

/** Open stages from left to right; the sales cycle starts with the second. */
export const openStages: readonly StageDefinition[] = [
  { label: 'Appointment Scheduled', probability: 0.2 },
  { label: 'Qualified to Buy', probability: 0.4 },
  { label: 'Presentation Scheduled', probability: 0.6 },
  { label: 'Decision Maker Bought-In', probability: 0.8 },
  { label: 'Contract Sent', probability: 0.9 },
];
export const wonStage = 'Closed Won';
export const lostStage = 'Closed Lost';
export const qualifiedStage = 'Qualified to Buy';

const lostReasons = ['Price', 'Competitor', 'No decision', 'Missing feature'];

export interface DealRequest {
  readonly name: string;
  readonly type: 'new' | 'expansion';
  readonly createdAt: number;
  readonly owner: StaffMember;
  readonly contact: Contact;
  readonly amount: number;
  readonly winLift: number;
  readonly medianCycleDays: number;
}

const winBase = -0.75;

/** Chance that a deal that closes on a day is won. */
export const winChance = (closeDay: number, lift: number): number =>
  1 / (1 + Math.exp(-(winBase + lift + (isLive(closeDay) ? goLiveEffects.winLogOdds : 0))));

/** A deal from its creation to its close, or to the as-of date if it is still open then. */
export function simulateDeal(random: RandomSource, context: Context, request: DealRequest): Deal {
  const createdDay = localDay(request.createdAt);
  const cycle = Math.max(8, Math.round(lognormal(random, request.medianCycleDays, 0.45)));
  const closeDay = workday(createdDay + cycle);
  const isWon = random.uniform() < winChance(closeDay, request.winLift);
  const reached = isWon ? openStages.length : 2 + random.below(openStages.length - 1);
  const skipsPresentation = reached > 3 && random.uniform() < 0.12;

  const planned: StageEntry[] = [
    { stage: (openStages[0] as StageDefinition).label, enteredAt: request.createdAt },
  ];
  let previous = request.createdAt;
  for (let index = 1; index < reached; index++) {
    // Qualification comes within the first fifth, the last stage before the close.
    const share = index === 1 ? 0.15 : 0.15 + (0.75 * (index - 1)) / (openStages.length - 1);
    const drawn = officeInstant(
      random,
      workday(createdDay + Math.round(cycle * share * (0.8 + 0.3 * random.uniform()))),
    );
    const enteredAt = Math.max(drawn, previous + 3600);
    previous = enteredAt;
    if (index === 2 && skipsPresentation) continue;
    planned.push({ stage: (openStages[index] as StageDefinition).label, enteredAt });
  }
  const closedAt = Math.max(officeInstant(random, closeDay), previous + 3600);
  const isClosed = closedAt < endInstant;
  if (isClosed) planned.push({ stage: isWon ? wonStage : lostStage, enteredAt: closedAt });
  const stages = planned.filter((entry) => entry.enteredAt < endInstant);
  const current = stages.at(-1) as StageEntry;
  const qualifiedAt = stages.find((entry) => entry.stage === qualifiedStage)?.enteredAt ?? null;
  // An overdue plan on some open deals: the close date of an open deal is only a hope.
  const expectedCloseDay = Math.max(closeDay, asOfDay + 1) - (random.uniform() < 0.15 ? 30 : 0);
  const hasNoAmount = isClosed && !isWon && random.uniform() < 0.08;
  const id = String(context.ids.deal++);
  return {
    id,
    name: request.name,
    type: request.type,
    owner: request.owner,
    createdAt: request.createdAt,
    qualifiedAt,
    stages,
    status: isClosed ? (isWon ? 'won' : 'lost') : 'open',
    closedAt: isClosed ? closedAt : null,
    expectedCloseDay: isClosed ? localDay(closedAt) : Math.max(expectedCloseDay, createdDay + 1),
    amount: hasNoAmount ? null : request.amount,
    probability: isClosed
      ? Number(isWon)
      : (openStages.find((stage) => stage.label === current.stage) as StageDefinition).probability,
    lostReason: isClosed && !isWon ? pick(random, lostReasons) : '',
    activities: simulateActivities(
      random,
      context,
      request,
      createdDay,
      Math.min(localDay(closedAt), asOfDay),
    ),
    contact: request.contact,
  };
}

const activityKinds: readonly Activity['kind'][] = ['Call', 'Email', 'Email', 'Meeting', 'Note'];

/** Calls, mails and meetings; an owner who does not work in the CRM that month logs none. */
function simulateActivities(
  random: RandomSource,
  context: Context,
  request: DealRequest,
  firstDay: number,
  lastDay: number,
): Activity[] {
  const activities: Activity[] = [];
  const count = drawPoisson(random, context.scale.activitiesPerDeal);
  for (let index = 0; index < count; index++) {
    const day = firstDay + random.below(Math.max(1, lastDay - firstDay));
    const occurredAt = Math.max(officeInstant(random, day), request.createdAt);
    const kind = pick(random, activityKinds);
    if (!context.staff.isAdopting(request.owner, monthOf(day))) continue;
    activities.push({ id: String(context.ids.activity++), kind, occurredAt, owner: request.owner });
  }
  return activities;
}
