import { statisticsError } from '../errors.js';
import { oneOf } from '../one-of.js';
import { createRandom, drawGamma, type Seed } from '../random/index.js';
import { studentQuantile, studentSurvival } from '../special/index.js';
import { type AdoptionPanel, checkPanel, type PanelUnit } from './adoption-panel.js';
import { aggregates, type Comparison, comparisons, degreesOf, evaluate, type Target } from './group-time.js';
import { type Recording, requireCount, requireShare, requireUnchangedRecording } from './intervention.js';

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
 * Difference in differences with staggered adoption, in units of the measure: one clean 2 x 2 comparison a
 * group and period, ATT(g, t) = mean change of group g from its last untouched period to t, less that of
 * units not yet touched (Callaway & Sant'Anna 2021, eq. 2.8-2.9 without covariates), then averaged. The
 * two-way fixed effects regression is not offered: it uses units already changed as controls and can get the
 * sign wrong (Goodman-Bacon 2021).
 *
 * Intervals: Bayesian bootstrap over clusters (Rubin 1981), so that no group drops out of a draw, with gamma
 * weights that make it unbiased for small groups; t quantiles on the smaller side's clusters less one.
 *
 * @throws IMPACT_PANEL, IMPACT_RECORDING_CHANGED, IMPACT_OPTION, RANDOM_SEED.
 */
export function staggeredAdoption(units: readonly PanelUnit[], options: StaggeredOptions): StaggeredAdoption {
  const { recording } = options;
  const measure = options.measure ?? 'the measure';
  requireUnchangedRecording(recording, measure);
  const controls = oneOf(options.controls ?? 'not-yet', ['never', 'not-yet'], 'IMPACT_OPTION', 'controls');
  const anticipation = options.anticipation ?? 0;
  const draws = options.draws ?? 999;
  const level = options.level ?? 0.95;
  requireCount('anticipation', anticipation, 0);
  requireCount('draws', draws, 99);
  requireShare('level', level);
  const panel = checkPanel(units, anticipation);
  const cells = comparisons(panel, controls, anticipation);
  if (!cells.some((cell) => cell.period >= cell.group)) {
    const remedy =
      controls === 'never' ? 'use not-yet adopters as controls' : 'pass units that adopt later or never';
    throw statisticsError('IMPACT_PANEL', 'nobody to compare adopters with', panel.units, remedy);
  }
  const targets = aggregates(panel, cells);
  const weights = new Float64Array(panel.units).fill(1);
  const point = evaluate(panel, cells, targets, weights);
  const clusters = countClusters(panel, cells);
  const degrees = [
    ...cells.map((cell) => degreesOf(panel, [cell])),
    ...targets.map((target) =>
      degreesOf(
        panel,
        target.cells.map((c) => cells[c]!),
      ),
    ),
  ];
  const random = createRandom(options.seed ?? 1).stream('staggered-adoption');
  const replicates: Float64Array[] = [];
  if (clusters.adopting >= 2 && clusters.comparing >= 2) {
    const clusterWeight = new Float64Array(panel.clusters);
    const shapes = weightShapes(panel);
    for (let d = 0; d < draws; d++) {
      for (let c = 0; c < panel.clusters; c++) clusterWeight[c] = drawGamma(random, shapes[c]!);
      for (let u = 0; u < panel.units; u++) weights[u] = clusterWeight[panel.cluster[u]!]!;
      replicates.push(evaluate(panel, cells, targets, weights));
    }
  }
  const errors = standardErrors(point, replicates);
  const effect = (i: number): PanelEffect => {
    const estimate = point[i]!;
    const error = errors?.[i];
    const freedom = degrees[i]!;
    // One cluster alone has no spread of its own to judge by.
    if (error === undefined || freedom < 1) {
      return { estimate, standardError: null, lower: null, upper: null, p: null };
    }
    const critical = studentQuantile(0.5 + level / 2, freedom);
    const t = error > 0 ? Math.abs(estimate) / error : estimate === 0 ? 0 : Number.POSITIVE_INFINITY;
    return {
      estimate,
      standardError: error,
      lower: estimate - critical * error,
      upper: estimate + critical * error,
      p: Number.isFinite(t) ? 2 * studentSurvival(t, freedom) : 0,
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
    preTrendP: preTrend(cells.flatMap((cell, i) => (cell.placebo ? [effect(i)] : []))),
    excluded: panel.excluded,
    clusters,
    warnings: warningsOf(panel, clusters, recording),
    level,
  };
}

/**
 * Gamma shapes of the cluster weights. Exponential weights (shape 1) understate the variance of a mean over n
 * clusters by (n - 1) / (n + 1); Dirichlet weights of shape (n - 2) / n hit it exactly.
 */
function weightShapes(panel: AdoptionPanel): Float64Array {
  const members = clustersByGroup(panel);
  const shapes = new Float64Array(panel.clusters).fill(1);
  for (let u = 0; u < panel.units; u++) {
    const n = members.get(panel.adoptedAt[u]!)!.size;
    const c = panel.cluster[u]!;
    shapes[c] = Math.min(shapes[c]!, Math.max(1 / 3, (n - 2) / n));
  }
  return shapes;
}

function clustersByGroup(panel: AdoptionPanel): Map<number, Set<number>> {
  const members = new Map<number, Set<number>>();
  for (let u = 0; u < panel.units; u++) {
    const group = panel.adoptedAt[u]!;
    const set = members.get(group) ?? new Set<number>();
    set.add(panel.cluster[u]!);
    members.set(group, set);
  }
  return members;
}

function standardErrors(point: Float64Array, replicates: readonly Float64Array[]): Float64Array | null {
  if (replicates.length === 0) return null;
  return point.map((_, i) => {
    const mean = replicates.reduce((sum, draw) => sum + draw[i]!, 0) / replicates.length;
    const squares = replicates.reduce((sum, draw) => sum + (draw[i]! - mean) ** 2, 0);
    return Math.sqrt(squares / (replicates.length - 1));
  });
}

/** Smallest placebo p times their number (Bonferroni): valid however the cells hang together. */
function preTrend(placebo: readonly PanelEffect[]): number | null {
  const ps = placebo.flatMap((cell) => (cell.p === null ? [] : [cell.p]));
  return ps.length === 0 ? null : Math.min(1, ps.length * Math.min(...ps));
}

function countClusters(
  panel: AdoptionPanel,
  cells: readonly Comparison[],
): { adopting: number; comparing: number } {
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
    warnings.push('fewer than ten clusters on one side: the interval rests on few of them');
  }
  if (panel.excluded.length > 0) {
    warnings.push(
      `${panel.excluded.length} units left out: they adopted before there was a period to compare with`,
    );
  }
  if (recording === 'unknown') {
    warnings.push(
      'it is not known whether the recording of the measure changed with adoption; if it did, the effect is an artefact',
    );
  }
  return warnings;
}
