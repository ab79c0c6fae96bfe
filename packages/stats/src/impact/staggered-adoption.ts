import { statisticsError } from '../errors.js';
import { createRandom, drawExponential, type Seed } from '../random/index.js';
import { studentQuantile, studentSurvival } from '../special/index.js';
import { type AdoptionPanel, checkPanel, type PanelUnit } from './adoption-panel.js';
import { type Recording, requireCount, requireShare } from './intervention.js';

export interface StaggeredOptions {
  /** Declared, as for one series: a measure recorded differently after adoption is refused. */
  readonly recording: Recording;
  /**
   * Whom adopters are compared with: units that never adopt, or also those that adopt later (the default;
   * the only choice when all adopt in the end).
   */
  readonly controls?: 'never' | 'not-yet';
  /** Periods before adoption in which the effect may already begin; 0 by default. */
  readonly anticipation?: number;
  /** Bootstrap draws over clusters; 999 by default. */
  readonly draws?: number;
  readonly seed?: Seed;
  readonly level?: number;
  readonly measure?: string;
}

/** An effect with its cluster-bootstrap interval; null intervals when there are too few clusters. */
export interface PanelEffect {
  readonly estimate: number;
  readonly standardError: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Two-sided. */
  readonly p: number | null;
}

export interface GroupTimeEffect extends PanelEffect {
  /** Adoption period of the group. */
  readonly group: number;
  readonly period: number;
  /** Before adoption (less anticipation) it is a placebo: it should be 0. */
  readonly placebo: boolean;
  readonly treated: number;
  readonly compared: number;
}

export interface StaggeredAdoption {
  readonly groupTime: readonly GroupTimeEffect[];
  /** Mean over groups (by units) of each group's mean effect since adoption: the headline. */
  readonly overall: PanelEffect;
  /** Mean over all unit-periods since adoption. */
  readonly simple: PanelEffect;
  /** Effect by periods since adoption (negative: placebo). */
  readonly event: readonly ({ readonly since: number; readonly groups: number } & PanelEffect)[];
  readonly byGroup: readonly ({ readonly group: number; readonly units: number } & PanelEffect)[];
  /** p of no difference before adoption, all placebo cells together; null without any. */
  readonly preTrendP: number | null;
  readonly excluded: readonly string[];
  readonly clusters: { readonly adopting: number; readonly comparing: number };
  readonly warnings: readonly string[];
  readonly level: number;
}

/**
 * Difference in differences with staggered adoption: one clean 2 x 2 comparison a group and period,
 * ATT(g, t) = mean change of group g from its last untouched period to t, less that of units not yet
 * touched (Callaway & Sant'Anna 2021, eq. 2.8-2.9 without covariates), then averaged. The two-way fixed
 * effects regression is not offered: it uses units already changed as controls and can get the sign wrong
 * (Goodman-Bacon 2021).
 *
 * Intervals: bootstrap over clusters with exponential weights (Rubin 1981), so that no group drops out of a
 * draw; t quantiles on (clusters - 2) degrees of freedom.
 *
 * @throws IMPACT_PANEL, IMPACT_RECORDING_CHANGED, IMPACT_OPTION.
 */
export function staggeredAdoption(units: readonly PanelUnit[], options: StaggeredOptions): StaggeredAdoption {
  const { recording } = options;
  const measure = options.measure ?? 'the measure';
  if (recording === 'changed-with-intervention') throw statisticsError('IMPACT_RECORDING_CHANGED', measure);
  if (recording !== 'unchanged' && recording !== 'unknown') {
    const remedy = 'say unchanged, changed-with-intervention or unknown';
    throw statisticsError('IMPACT_OPTION', 'recording', recording, remedy);
  }
  const controls = options.controls ?? 'not-yet';
  if (controls !== 'never' && controls !== 'not-yet') {
    throw statisticsError('IMPACT_OPTION', 'controls', controls, 'say never or not-yet');
  }
  const anticipation = options.anticipation ?? 0;
  const draws = options.draws ?? 999;
  const level = options.level ?? 0.95;
  requireCount('anticipation', anticipation, 0);
  requireCount('draws', draws, 99);
  requireShare('level', level);
  const panel = checkPanel(units, anticipation);
  const cells = comparisons(panel, controls, anticipation);
  if (!cells.some((cell) => cell.period >= cell.group)) {
    const remedy = controls === 'never' ? 'use not-yet adopters as controls' : 'pass units that adopt later or never';
    throw statisticsError('IMPACT_PANEL', 'nobody to compare adopters with', panel.units, remedy);
  }
  const targets = aggregates(panel, cells);
  const weights = new Float64Array(panel.units).fill(1);
  const point = evaluate(panel, cells, targets, weights);
  const clusters = countClusters(panel, cells);
  const degrees = clusters.adopting + clusters.comparing - 2;
  const random = createRandom(options.seed ?? 1).stream('staggered-adoption');
  const replicates: Float64Array[] = [];
  if (clusters.adopting >= 2 && clusters.comparing >= 2) {
    const clusterWeight = new Float64Array(panel.clusters);
    for (let d = 0; d < draws; d++) {
      for (let c = 0; c < panel.clusters; c++) clusterWeight[c] = drawExponential(random);
      for (let u = 0; u < panel.units; u++) weights[u] = clusterWeight[panel.cluster[u]!]!;
      replicates.push(evaluate(panel, cells, targets, weights));
    }
  }
  const errors = standardErrors(point, replicates);
  const critical = degrees >= 1 ? studentQuantile(0.5 + level / 2, degrees) : Number.NaN;
  const effect = (i: number): PanelEffect => {
    const estimate = point[i]!;
    const error = errors?.[i];
    if (error === undefined || degrees < 1) {
      return { estimate, standardError: null, lower: null, upper: null, p: null };
    }
    const t = error > 0 ? Math.abs(estimate) / error : estimate === 0 ? 0 : Number.POSITIVE_INFINITY;
    return {
      estimate,
      standardError: error,
      lower: estimate - critical * error,
      upper: estimate + critical * error,
      p: Number.isFinite(t) ? 2 * studentSurvival(t, degrees) : 0,
    };
  };
  const offset = cells.length;
  const described = targets.map((target, i) => ({ target, effect: effect(offset + i) }));
  const one = (kind: Target['kind']): PanelEffect => described.find((d) => d.target.kind === kind)!.effect;
  return {
    groupTime: cells.map((cell, i) => ({
      group: cell.group,
      period: cell.period,
      placebo: cell.placebo,
      treated: cell.treated.length,
      compared: cell.compared.length,
      ...effect(i),
    })),
    overall: one('overall'),
    simple: one('simple'),
    event: described
      .filter((d) => d.target.kind === 'event')
      .map((d) => ({ since: d.target.key, groups: d.target.cells.length, ...d.effect })),
    byGroup: described
      .filter((d) => d.target.kind === 'group')
      .map((d) => ({
        group: d.target.key,
        units: panel.adoptedAt.reduce((count, g) => count + (g === d.target.key ? 1 : 0), 0),
        ...d.effect,
      })),
    preTrendP: preTrend(cells, point, replicates, errors),
    excluded: panel.excluded,
    clusters,
    warnings: warningsOf(panel, clusters, recording),
    level,
  };
}

interface Comparison {
  readonly group: number;
  readonly period: number;
  readonly base: number;
  readonly placebo: boolean;
  readonly treated: readonly number[];
  readonly compared: readonly number[];
}

/** Every group and period with somebody on both sides; placebo cells compare with the period before. */
function comparisons(panel: AdoptionPanel, controls: 'never' | 'not-yet', anticipation: number): Comparison[] {
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

interface Target {
  readonly kind: 'overall' | 'simple' | 'event' | 'group';
  readonly key: number;
  readonly cells: readonly number[];
}

function aggregates(panel: AdoptionPanel, cells: readonly Comparison[]): Target[] {
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
function evaluate(
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

function standardErrors(point: Float64Array, replicates: readonly Float64Array[]): Float64Array | null {
  if (replicates.length === 0) return null;
  return point.map((_, i) => {
    const mean = replicates.reduce((sum, draw) => sum + draw[i]!, 0) / replicates.length;
    const squares = replicates.reduce((sum, draw) => sum + (draw[i]! - mean) ** 2, 0);
    return Math.sqrt(squares / (replicates.length - 1));
  });
}

/** Largest studentised placebo effect against its bootstrap distribution. */
function preTrend(
  cells: readonly Comparison[],
  point: Float64Array,
  replicates: readonly Float64Array[],
  errors: Float64Array | null,
): number | null {
  const placebo = cells.flatMap((cell, i) => (cell.placebo && (errors?.[i] ?? 0) > 0 ? [i] : []));
  if (!errors || placebo.length === 0) return null;
  const largest = (of: (i: number) => number): number =>
    placebo.reduce((most, i) => Math.max(most, Math.abs(of(i)) / errors[i]!), 0);
  const seen = largest((i) => point[i]!);
  const beyond = replicates.filter((draw) => largest((i) => draw[i]! - point[i]!) >= seen).length;
  return (1 + beyond) / (1 + replicates.length);
}

function countClusters(panel: AdoptionPanel, cells: readonly Comparison[]): { adopting: number; comparing: number } {
  const adopting = new Set<number>();
  const comparing = new Set<number>();
  for (const cell of cells) {
    if (cell.period < cell.group) continue;
    for (const u of cell.treated) adopting.add(panel.cluster[u]!);
    for (const u of cell.compared) comparing.add(panel.cluster[u]!);
  }
  return { adopting: adopting.size, comparing: comparing.size };
}

function warningsOf(
  panel: AdoptionPanel,
  clusters: { adopting: number; comparing: number },
  recording: Recording,
): string[] {
  const warnings: string[] = [];
  if (clusters.adopting < 2 || clusters.comparing < 2) {
    warnings.push('no interval: at least two clusters that adopt and two to compare with are needed');
  } else if (Math.min(clusters.adopting, clusters.comparing) < 10) {
    warnings.push('fewer than ten clusters on one side: the interval is likely too narrow');
  }
  if (panel.excluded.length > 0) {
    warnings.push(`${panel.excluded.length} units left out: they adopted before there was a period to compare with`);
  }
  if (recording === 'unknown') {
    warnings.push('it is not known whether the recording of the measure changed with adoption; if it did, the effect is an artefact');
  }
  return warnings;
}
