import { goLiveEffects, leaveWeights, untouchedByGoLive } from '../world/effects.js';
import { channels } from '../world/channels.js';
import { moneyText } from '../export/money-text.js';
import { timeZone } from '../time/berlin.js';
import { isoDay } from '../time/days.js';
import { asOfDay, endDay, firstDay, goLiveDay, monthCount, periods } from '../time/periods.js';
import type { Setting } from '../simulate/simulation.js';
import { assembleFigures, type TruthFigure } from './assemble.js';
import { projectValue } from './count-company.js';
import type { Counter } from './counter.js';

/** What the simulation counted about itself. */
export interface Truth {
  readonly format: 'bellwether-sample-truth/1';
  readonly seed: number | string;
  readonly customers: number;
  readonly detail: number;
  readonly from: string;
  readonly to: string;
  readonly as_of: string;
  readonly time_zone: string;
  readonly currency: 'EUR';
  /** Canonical channel and what HubSpot calls it. */
  readonly channels: Record<string, string>;
  readonly go_live: {
    readonly date: string;
    readonly effects: object;
    readonly untouched: readonly string[];
  };
  readonly leave_weights: object;
  /** Help-desk groups: id and name (tickets carry the id). */
  readonly groups: Record<string, string>;
  /** Every period: key, grain, first day, day after the last. */
  readonly periods: readonly {
    readonly key: string;
    readonly grain: string;
    readonly start: string;
    readonly end: string;
  }[];
  readonly figures: Record<string, TruthFigure>;
  readonly npv: {
    readonly value: number;
    readonly sum: string;
    readonly cost: string;
    readonly rate: number;
  };
  /** Month of the first payment: how many, and how many of them were customers at the start of each later month. */
  readonly cohorts: Record<string, { readonly size: number; readonly active: readonly number[] }>;
  /** Raw counts by period, so that a figure defined otherwise can be made of them. Names in cents end in their unit. */
  readonly legs: Record<string, Record<string, number>>;
}

const withoutCompleteness = (figures: Record<string, TruthFigure>): Record<string, TruthFigure> =>
  Object.fromEntries(Object.entries(figures).filter(([id]) => id !== 'data_completeness'));

export const discountRate = 0.1;

/** @param hasFaults leaves out the figures that extra records move whatever is done with them: data completeness */
export function assembleTruth(setting: Setting, counter: Counter, hasFaults: boolean): Truth {
  const project = projectValue(setting, discountRate);
  const months = periods.slice(0, monthCount);
  return {
    format: 'bellwether-sample-truth/1',
    seed: setting.seed,
    customers: setting.customers,
    detail: setting.scale.detail,
    from: isoDay(firstDay),
    to: isoDay(endDay),
    as_of: isoDay(asOfDay),
    time_zone: timeZone,
    currency: 'EUR',
    channels: Object.fromEntries(channels.map((channel) => [channel.id, channel.source])),
    go_live: { date: isoDay(goLiveDay), effects: goLiveEffects, untouched: untouchedByGoLive },
    leave_weights: leaveWeights,
    periods: periods.map((period) => ({
      key: period.key,
      grain: period.grain,
      start: isoDay(period.startDay),
      end: isoDay(period.endDay),
    })),
    figures: hasFaults ? withoutCompleteness(assembleFigures(counter)) : assembleFigures(counter),
    groups: Object.fromEntries(setting.staff.agents.map((agent) => [agent.groupId, agent.group])),
    npv: {
      value: project.value / 100,
      sum: moneyText(project.sum),
      cost: moneyText(project.cost),
      rate: discountRate,
    },
    cohorts: Object.fromEntries(
      months.map((month, index) => [
        month.key,
        {
          size: counter.cohorts.sizes[index] as number,
          active: Array.from(
            (counter.cohorts.active[index] as Float64Array).slice(1, monthCount - index + 1),
          ),
        },
      ]),
    ),
    legs: Object.fromEntries(
      counter.ledger
        .names()
        .map((leg) => [
          leg,
          Object.fromEntries(periods.map((period, index) => [period.key, counter.ledger.read(leg, index)])),
        ]),
    ),
  };
}
