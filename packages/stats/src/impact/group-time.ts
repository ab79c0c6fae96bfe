import type { AdoptionPanel } from './adoption-panel.js';

/** One clean comparison of a group's change with that of units not yet touched. */
export interface Comparison {
  readonly group: number;
  readonly period: number;
  readonly base: number;
  readonly placebo: boolean;
  readonly treated: readonly number[];
  readonly compared: readonly number[];
}

/** All comparisons: every group and period with somebody on both sides; placebo cells compare with the period before. */
export function comparisons(
  panel: AdoptionPanel,
  controls: 'never' | 'not-yet',
  anticipation: number,
): Comparison[] {
  const { periods, units, values, adoptedAt, groups } = panel;
  const cells: Comparison[] = [];
  for (const group of groups) {
    for (let period = 1; period < periods; period++) {
      const placebo = period < group - anticipation;
      const base = placebo ? period - 1 : group - 1 - anticipation;
      const seen = (u: number): boolean =>
        !Number.isNaN(values[u * periods + period]!) && !Number.isNaN(values[u * periods + base]!);
      const treated: number[] = [];
      const compared: number[] = [];
      for (let u = 0; u < units; u++) {
        const at = adoptedAt[u]!;
        if (!seen(u)) continue;
        if (at === group) treated.push(u);
        else if (at === Number.POSITIVE_INFINITY) compared.push(u);
        else if (controls === 'not-yet' && at > Math.max(period, base) + anticipation) compared.push(u);
      }
      if (treated.length > 0 && compared.length > 0) {
        cells.push({ group, period, base, placebo, treated, compared });
      }
    }
  }
  return cells;
}

/** An average over comparisons. */
export interface Target {
  readonly kind: 'overall' | 'simple' | 'event' | 'group';
  readonly key: number;
  readonly cells: readonly number[];
}

/** The averages reported: overall, simple, by periods since adoption, by group. */
export function aggregates(panel: AdoptionPanel, cells: readonly Comparison[]): Target[] {
  // Periods of early reaction (anticipation) are neither placebo nor effect since adoption.
  const post = cells.flatMap((cell, i) => (cell.period >= cell.group ? [i] : []));
  const targets: Target[] = [
    { kind: 'overall', key: 0, cells: post },
    { kind: 'simple', key: 0, cells: post },
  ];
  const since = [...new Set(cells.map((cell) => cell.period - cell.group))].sort((a, b) => a - b);
  for (const key of since) {
    const members = cells.flatMap((cell, i) => (cell.period - cell.group === key ? [i] : []));
    targets.push({ kind: 'event', key, cells: members });
  }
  for (const key of panel.groups) {
    const members = post.filter((i) => cells[i]!.group === key);
    if (members.length > 0) targets.push({ kind: 'group', key, cells: members });
  }
  return targets;
}

/** All group-time effects, then all averages, at the given unit weights. */
export function evaluate(
  panel: AdoptionPanel,
  cells: readonly Comparison[],
  targets: readonly Target[],
  weights: Float64Array,
): Float64Array {
  const { periods, values, adoptedAt } = panel;
  const out = new Float64Array(cells.length + targets.length);
  const change = (members: readonly number[], period: number, base: number): number => {
    let sum = 0;
    let total = 0;
    for (const u of members) {
      const weight = weights[u]!;
      sum += weight * (values[u * periods + period]! - values[u * periods + base]!);
      total += weight;
    }
    return sum / total;
  };
  cells.forEach((cell, i) => {
    out[i] = change(cell.treated, cell.period, cell.base) - change(cell.compared, cell.period, cell.base);
  });
  const groupWeight = new Map<number, number>();
  for (let u = 0; u < panel.units; u++) {
    groupWeight.set(adoptedAt[u]!, (groupWeight.get(adoptedAt[u]!) ?? 0) + weights[u]!);
  }
  targets.forEach((target, i) => {
    const perGroup = new Map<number, number>();
    for (const c of target.cells) perGroup.set(cells[c]!.group, (perGroup.get(cells[c]!.group) ?? 0) + 1);
    let sum = 0;
    let total = 0;
    for (const c of target.cells) {
      const { group } = cells[c]!;
      // `overall` weighs every group once, whatever the number of periods it has been observed for.
      const share = target.kind === 'overall' ? 1 / perGroup.get(group)! : 1;
      const weight = groupWeight.get(group)! * share;
      sum += weight * out[c]!;
      total += weight;
    }
    out[cells.length + i] = sum / total;
  });
  return out;
}

/** Clusters on the smaller side of these comparisons, less one. */
export function degreesOf(panel: AdoptionPanel, cells: readonly Comparison[]): number {
  const treated = new Set(cells.flatMap((cell) => cell.treated.map((u) => panel.cluster[u]!)));
  const compared = new Set(cells.flatMap((cell) => cell.compared.map((u) => panel.cluster[u]!)));
  return Math.min(treated.size, compared.size) - 1;
}
