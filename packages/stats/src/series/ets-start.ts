import type { EtsLayout, EtsSpecification } from './ets-specification.js';

/**
 * Crude initial states from the first seasons: a straight line, then mean deviations (or ratios) per phase,
 * twice. Only a start: the fit moves every state to its optimum.
 */
export function startStates(
  y: Float64Array,
  spec: EtsSpecification,
  period: number,
  layout: EtsLayout,
  into: Float64Array,
): void {
  const multiplicative = spec.season === 'M';
  const m = spec.season === 'N' ? 1 : period;
  const length = Math.min(y.length, Math.max(10, 4 * m));
  const index = new Float64Array(m).fill(multiplicative ? 1 : 0);
  const withTrend = spec.trend !== 'N';
  let line = { level: 0, slope: 0 };
  for (let round = 0; round < 3; round++) {
    line = straightLine(y, length, (t) => (multiplicative ? y[t]! / index[t % m]! : y[t]! - index[t % m]!));
    if (spec.season === 'N' || round === 2) break;
    updateIndex(y, length, line, multiplicative, index);
  }
  into[layout.level] = withTrend ? line.level : line.level + (line.slope * (length - 1)) / 2;
  if (withTrend) into[layout.slope] = line.slope;
  if (spec.error === 'M' || multiplicative) {
    const base = into[layout.level]! + (withTrend ? into[layout.slope]! : 0);
    if (!(base > 0)) {
      into[layout.level] = meanObserved(y, length);
      if (withTrend) into[layout.slope] = 0;
    }
  }
  for (let i = 0; i < m - 1 && layout.season >= 0; i++) into[layout.season + i] = index[i]!;
}

/** No trend, no season, the mean of the whole series. */
export function flatStates(
  y: Float64Array,
  spec: EtsSpecification,
  period: number,
  layout: EtsLayout,
  into: Float64Array,
): void {
  into[layout.level] = meanObserved(y, y.length);
  if (layout.season < 0) return;
  into.fill(spec.season === 'M' ? 1 : 0, layout.season, layout.season + period - 1);
}

/** Least-squares line through the adjusted values; `level` is its value one step before the first period. */
function straightLine(
  y: Float64Array,
  length: number,
  adjusted: (t: number) => number,
): { level: number; slope: number } {
  let n = 0;
  let st = 0;
  let sv = 0;
  for (let t = 0; t < length; t++) {
    if (Number.isNaN(y[t]!)) continue;
    n++;
    st += t + 1;
    sv += adjusted(t);
  }
  if (n === 0) return { level: meanObserved(y, y.length), slope: 0 };
  const meanTime = st / n;
  const meanValue = sv / n;
  let stt = 0;
  let stv = 0;
  for (let t = 0; t < length; t++) {
    if (Number.isNaN(y[t]!)) continue;
    stt += (t + 1 - meanTime) ** 2;
    stv += (t + 1 - meanTime) * (adjusted(t) - meanValue);
  }
  const slope = stt > 0 ? stv / stt : 0;
  return { level: meanValue - slope * meanTime, slope };
}

function updateIndex(
  y: Float64Array,
  length: number,
  line: { level: number; slope: number },
  multiplicative: boolean,
  index: Float64Array,
): void {
  const m = index.length;
  const neutral = multiplicative ? 1 : 0;
  const sum = new Float64Array(m);
  const count = new Float64Array(m);
  for (let t = 0; t < length; t++) {
    const trend = line.level + line.slope * (t + 1);
    if (Number.isNaN(y[t]!) || (multiplicative && !(trend > 0))) continue;
    sum[t % m]! += multiplicative ? y[t]! / trend : y[t]! - trend;
    count[t % m]!++;
  }
  let total = 0;
  for (let i = 0; i < m; i++) {
    const mean = count[i]! > 0 ? sum[i]! / count[i]! : neutral;
    index[i] = multiplicative ? Math.max(0.02, mean) : mean;
    total += index[i]!;
  }
  for (let i = 0; i < m; i++) {
    index[i] = multiplicative ? (index[i]! * m) / total : index[i]! - total / m;
  }
}

function meanObserved(y: Float64Array, length: number): number {
  let sum = 0;
  let n = 0;
  for (let t = 0; t < length; t++) {
    if (Number.isNaN(y[t]!)) continue;
    sum += y[t]!;
    n++;
  }
  if (n === 0) return length < y.length ? meanObserved(y, y.length) : 0;
  return sum / n;
}
