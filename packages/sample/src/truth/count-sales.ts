import { localDay } from '../time/berlin.js';
import { asOfDay, monthOf, periods } from '../time/periods.js';
import { openStages } from '../simulate/deal.js';
import type { AccountLog, Deal, Lead } from '../world/events.js';
import { type Breakdown, bump, type Ledger } from './ledger.js';
import { SampleList } from './sample-list.js';

const leadWindowDays = 90;
const wonWindowDays = 180;
const dealDimensions = ['owner', 'team', 'segment', 'channel'];

/** Leads by creation, conversions within the window, touchpoints that count as actions. */
export function countLeads(ledger: Ledger, log: AccountLog): void {
  for (const lead of log.leads) if (!lead.isRepeat) countLead(ledger, lead, log);
  for (const touch of log.touchpoints) {
    if (!touch.isAction || touch.isRepeat) continue;
    ledger.add(
      'actions',
      monthOf(localDay(touch.occurredAt)),
      1,
      ledger.breakdown({ channel: touch.channel.source }),
    );
  }
}

function countLead(ledger: Ledger, lead: Lead, log: AccountLog): void {
  const day = localDay(lead.createdAt);
  const month = monthOf(day);
  const dims = ledger.breakdown({ owner: lead.owner.name, channel: lead.channel.source });
  ledger.add('leads', month, 1, dims);
  if (lead.channel.isPaid) ledger.add('leads_paid', month, 1, dims);
  // Customers that came of leads of the month, whenever: with or without a deal.
  const isSold = log.deals.some((deal) => deal.type === 'new' && deal.status === 'won');
  if (isSold) ledger.add('leads_won_ever', month, 1, dims);
  if (lead.convertedAt !== null)
    ledger.add('leads_converted_in_month', monthOf(localDay(lead.convertedAt)), 1, dims);
  if (day + leadWindowDays > asOfDay) return;
  ledger.add('leads_mature', month, 1, dims);
  if (lead.convertedAt !== null && localDay(lead.convertedAt) - day <= leadWindowDays) {
    ledger.add('leads_converted', month, 1, dims);
  }
}

/** Days from qualification (or creation) to close, by kind of deal. */
export class CycleSamples {
  readonly all = new SampleList(dealDimensions);
  readonly new = new SampleList(dealDimensions);
  readonly fromCreation = new SampleList(dealDimensions);
}

/** Deals by close date, stages by entry date, the pipeline at the edges of periods. */
export function countDeals(ledger: Ledger, cycles: CycleSamples, log: AccountLog): void {
  const { company } = log;
  if (!company) return;
  for (const deal of log.deals) {
    const dims = ledger.breakdown({
      owner: deal.owner.name,
      team: deal.owner.team,
      segment: company.segment,
      channel: company.channel.source,
    });
    countPipeline(ledger, deal, dims);
    countStages(ledger, deal);
    countCreated(ledger, deal, dims, localDay(deal.createdAt));
    if (deal.closedAt !== null) countClosed(ledger, cycles, deal, dims, localDay(deal.closedAt));
  }
}

/** The cohort of deals opened in a month: won within half a year, once that is over. */
function countCreated(ledger: Ledger, deal: Deal, dims: Breakdown, day: number): void {
  ledger.add('deals_created', monthOf(day), 1, ledger.breakdown({ ...dims, deal_type: deal.type }));
  if (deal.type !== 'new' || day + wonWindowDays > asOfDay) return;
  ledger.add('deals_new_created_mature', monthOf(day), 1, dims);
  if (deal.status !== 'won' || deal.closedAt === null) return;
  if (localDay(deal.closedAt) - day <= wonWindowDays) {
    ledger.add('deals_new_created_won', monthOf(day), 1, dims);
  }
}

function countClosed(
  ledger: Ledger,
  cycles: CycleSamples,
  deal: Deal,
  dims: Breakdown,
  closedDay: number,
): void {
  const month = monthOf(closedDay);
  const kind = deal.type === 'new' ? 'new' : 'expansion';
  const leg = (name: string): string => `deals_${kind}_${name}`;
  ledger.add(leg('closed'), month, 1, dims);
  if (deal.amount !== null) ledger.add(leg('closed_amount'), month, deal.amount, dims);
  if (deal.activities.length > 0)
    ledger.add('activities_on_closed_deals', month, deal.activities.length, dims);
  ledger.add('deals_closed', month, 1, dims);
  if (deal.status !== 'won') return;
  ledger.add(leg('won'), month, 1, dims);
  ledger.add('deals_won', month, 1, dims);
  ledger.add(leg('won_amount'), month, deal.amount ?? 0, dims);
  ledger.add('deals_won_amount', month, deal.amount ?? 0, dims);
  ledger.add('activities_on_won_deals', month, deal.activities.length, dims);
  cycles.fromCreation.add(month, closedDay - localDay(deal.createdAt), dims);
  if (deal.qualifiedAt === null) return;
  cycles.all.add(month, closedDay - localDay(deal.qualifiedAt), dims);
  if (deal.type === 'new') cycles.new.add(month, closedDay - localDay(deal.qualifiedAt), dims);
}

function countPipeline(ledger: Ledger, deal: Deal, dims: Breakdown): void {
  const from = localDay(deal.createdAt);
  const to = deal.closedAt === null ? null : localDay(deal.closedAt);
  const qualifiedDay = deal.qualifiedAt === null ? null : localDay(deal.qualifiedAt);
  const value = ledger.count('pipeline_value', dims);
  const open = ledger.count('deals_open', dims);
  const qualified = ledger.count('deals_open_qualified', dims);
  const qualifiedNew = ledger.count('deals_new_open_qualified', dims);
  periods.forEach(({ endDay: edge }, index) => {
    if (from >= edge || (to !== null && to < edge)) return;
    bump(value, index, deal.amount ?? 0);
    bump(open, index, 1);
    if (qualifiedDay === null || qualifiedDay >= edge) return;
    bump(qualified, index, 1);
    if (deal.type === 'new') bump(qualifiedNew, index, 1);
  });
}

/** One entry a deal and open stage; a stage that was skipped counts as passed on the day the next one was entered. */
function countStages(ledger: Ledger, deal: Deal): void {
  const entered = new Map(deal.stages.map((entry) => [entry.stage, localDay(entry.enteredAt)]));
  const furthest = openStages.findLastIndex((stage) => entered.has(stage.label));
  let day = Infinity;
  for (let index = furthest; index >= 0; index--) {
    const { label } = openStages[index] as (typeof openStages)[number];
    day = entered.get(label) ?? day;
    const reachedNext = index < furthest || deal.status === 'won';
    const isDecided = reachedNext || deal.status === 'lost';
    const stageDims = ledger.breakdown({ stage: label });
    ledger.add('stage_entries', monthOf(day), 1, stageDims);
    if (isDecided) ledger.add('stage_entries_decided', monthOf(day), 1, stageDims);
    if (reachedNext) ledger.add('stage_entries_passed', monthOf(day), 1, stageDims);
  }
}
