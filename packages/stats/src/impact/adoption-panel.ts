import { statisticsError } from '../errors.js';

/** One unit (a team, a region) over common periods. */
export interface PanelUnit {
  readonly id: string;
  /** First period (from 0) in which the unit had the change; null when it never did. */
  readonly adoptedAt: number | null;
  /** One value a period; null where missing. */
  readonly values: readonly (number | null)[];
  /** Units that share a cluster move together (a team's members); the unit itself by default. */
  readonly cluster?: string;
}

export interface AdoptionPanel {
  readonly periods: number;
  readonly units: number;
  /** Row-major units x periods, NaN where missing. */
  readonly values: Float64Array;
  /** Adoption period of each unit; Infinity when never. */
  readonly adoptedAt: Float64Array;
  /** Cluster number of each unit. */
  readonly cluster: Int32Array;
  readonly clusters: number;
  /** Adoption periods that can be measured, earliest first. */
  readonly groups: readonly number[];
  /** Units adopted too early to have a period to compare with; left out. */
  readonly excluded: readonly string[];
}

/**
 * Checks a panel of units with staggered adoption.
 *
 * @throws IMPACT_PANEL for duplicate ids, unequal lengths, non-finite values, no adopters, or nobody to
 *   compare with.
 */
export function checkPanel(units: readonly PanelUnit[], anticipation: number): AdoptionPanel {
  if (units.length < 2) {
    throw statisticsError(
      'IMPACT_PANEL',
      'too few units',
      units.length,
      'pass adopters and units to compare with',
    );
  }
  const periods = units[0]!.values.length;
  const seen = new Set<string>();
  const excluded: string[] = [];
  const kept: PanelUnit[] = [];
  for (const unit of units) {
    if (seen.has(unit.id))
      throw statisticsError('IMPACT_PANEL', 'unit occurs twice', unit.id, 'pass each unit once');
    seen.add(unit.id);
    if (unit.values.length !== periods) {
      const remedy = `pass ${periods} values for each unit, null where missing`;
      throw statisticsError('IMPACT_PANEL', `unit ${unit.id} has another length`, unit.values.length, remedy);
    }
    const bad = unit.values.findIndex((value) => value !== null && !Number.isFinite(value));
    if (bad >= 0) {
      const remedy = 'pass finite numbers, null where missing';
      throw statisticsError('IMPACT_PANEL', `unit ${unit.id}, period ${bad}`, unit.values[bad], remedy);
    }
    const at = unit.adoptedAt;
    if (at !== null && (!Number.isSafeInteger(at) || at < 0)) {
      const remedy = 'pass a period number from 0, or null for never';
      throw statisticsError('IMPACT_PANEL', `adoption of unit ${unit.id}`, at, remedy);
    }
    // Adoption after the last period has not happened within the data; it stays a comparison unit.
    if (at !== null && at - 1 - anticipation < 0) excluded.push(unit.id);
    else kept.push(unit);
  }
  const clusterNumber = new Map<string, number>();
  const cluster = Int32Array.from(kept, (unit) => {
    const name = unit.cluster ?? unit.id;
    const known = clusterNumber.get(name);
    if (known !== undefined) return known;
    clusterNumber.set(name, clusterNumber.size);
    return clusterNumber.size - 1;
  });
  const adoptedAt = Float64Array.from(kept, (unit) => unit.adoptedAt ?? Number.POSITIVE_INFINITY);
  const groups = [...new Set(adoptedAt)].filter((g) => g < periods).sort((a, b) => a - b);
  if (groups.length === 0) {
    throw statisticsError(
      'IMPACT_PANEL',
      'no unit adopts within the periods',
      groups,
      'pass adopters with a period before',
    );
  }
  return {
    periods,
    units: kept.length,
    values: Float64Array.from(kept.flatMap((unit) => unit.values.map((value) => value ?? Number.NaN))),
    adoptedAt,
    cluster,
    clusters: clusterNumber.size,
    groups,
    excluded,
  };
}
