import type { EtsLayout, EtsSpecification } from './ets-specification.js';

/** States after the last period. */
export interface EtsState {
  readonly level: number;
  readonly slope: number;
  /** Seasonal states of the next `period` periods, the next period first; empty without a season. */
  readonly season: Float64Array;
}

/** One run of the recursion at given parameters. */
export interface EtsRun {
  /** Profile criterion n log(sum e^2) + 2 sum log|mu| (errors M only); Infinity outside the domain. */
  criterion: number;
  sumOfSquares: number;
  state: EtsState;
  /** One-step forecasts, one a period (also for missing periods). */
  fitted: Float64Array;
  /** Innovations: y - mu for additive errors, (y - mu)/mu for multiplicative; NaN where missing. */
  residuals: Float64Array;
}

/**
 * Runs the innovations recursion and, on demand, its exact derivatives (forward mode).
 *
 * Written in the deviation d = y - mu both error types share one state update, so only the innovation
 * differs (Hyndman et al. 2008, eq. 2.2-2.4): additive states move by (alpha, beta, gamma) d; with a
 * multiplicative season level and slope move by d/s and the season by d/(l + phi b).
 * A missing period has d = 0: the states move on, nothing is learnt.
 *
 * The profile likelihood is a least-squares problem in disguise: n log(sum e^2) + 2 sum log mu
 * = n log(sum (e G)^2) with G the geometric mean of mu, so residuals r = e G and their Jacobian are returned.
 */
export class EtsRecursion {
  readonly observed: number;
  /** Sums of squares below this are rounding noise: a perfect fit must not win by -Infinity. */
  private readonly floor: number;
  readonly residual: Float64Array;
  /** Row-major Jacobian of `residual`, one row per observed period. */
  readonly jacobian: Float64Array;
  private readonly y: Float64Array;
  private readonly spec: EtsSpecification;
  private readonly period: number;
  private readonly layout: EtsLayout;
  private readonly season: Float64Array;
  private readonly dLevel: Float64Array;
  private readonly dSlope: Float64Array;
  private readonly dSeason: Float64Array;
  private readonly dMean: Float64Array;
  private readonly dLog: Float64Array;

  constructor(y: Float64Array, spec: EtsSpecification, period: number, layout: EtsLayout) {
    this.y = y;
    this.spec = spec;
    this.period = spec.season === 'N' ? 1 : period;
    this.layout = layout;
    let observed = 0;
    let largest = 0;
    for (const value of y) {
      if (Number.isNaN(value)) continue;
      observed++;
      largest = Math.max(largest, Math.abs(value));
    }
    this.observed = observed;
    this.floor = Math.max(1e-290, observed * (spec.error === 'M' ? 1 : largest) ** 2 * 1e-20);
    this.residual = new Float64Array(observed);
    this.jacobian = new Float64Array(observed * layout.size);
    this.season = new Float64Array(this.period);
    this.dLevel = new Float64Array(layout.size);
    this.dSlope = new Float64Array(layout.size);
    this.dSeason = new Float64Array(this.period * layout.size);
    this.dMean = new Float64Array(layout.size);
    this.dLog = new Float64Array(layout.size);
  }

  /** Criterion only. Fills `residual` (already multiplied by G). */
  criterion(theta: Float64Array): number {
    return this.pass(theta, false, null);
  }

  /** Criterion, `residual` and `jacobian` (with respect to `theta` in natural units). */
  differentiate(theta: Float64Array): number {
    return this.pass(theta, true, null);
  }

  /** The whole run, for reports. */
  run(theta: Float64Array): EtsRun {
    const run: EtsRun = {
      criterion: 0,
      sumOfSquares: 0,
      state: { level: 0, slope: 0, season: new Float64Array(0) },
      fitted: new Float64Array(this.y.length),
      residuals: new Float64Array(this.y.length).fill(Number.NaN),
    };
    run.criterion = this.pass(theta, false, run);
    return run;
  }

  private pass(theta: Float64Array, derive: boolean, run: EtsRun | null): number {
    const { y, layout, period: m, season, dLevel, dSlope, dSeason, dMean, dLog } = this;
    const size = layout.size;
    const multiplicativeError = this.spec.error === 'M';
    const hasSeason = this.spec.season !== 'N';
    const multiplicativeSeason = this.spec.season === 'M';
    const hasTrend = layout.slope >= 0;
    const alpha = theta[0]!;
    const beta = hasTrend ? theta[layout.beta]! : 0;
    const gamma = hasSeason ? theta[layout.gamma]! : 0;
    const phi = layout.phi >= 0 ? theta[layout.phi]! : 1;
    let level = theta[layout.level]!;
    let slope = hasTrend ? theta[layout.slope]! : 0;
    if (hasSeason) {
      let sum = 0;
      for (let i = 0; i < m - 1; i++) {
        season[i] = theta[layout.season + i]!;
        sum += season[i]!;
      }
      season[m - 1] = (multiplicativeSeason ? m : 0) - sum;
    }
    if (derive) {
      dLevel.fill(0);
      dSlope.fill(0);
      dLog.fill(0);
      dLevel[layout.level] = 1;
      if (hasTrend) dSlope[layout.slope] = 1;
      if (hasSeason) {
        dSeason.fill(0);
        for (let i = 0; i < m - 1; i++) {
          dSeason[i * size + layout.season + i] = 1;
          dSeason[(m - 1) * size + layout.season + i] = -1;
        }
      }
    }
    let row = 0;
    let sumOfSquares = 0;
    let sumLog = 0;
    for (let t = 0; t < y.length; t++) {
      const phase = t % m;
      const trendStep = phi * slope;
      const base = level + trendStep;
      const index = hasSeason ? season[phase]! : 0;
      const mean = multiplicativeSeason ? base * index : base + index;
      const missing = Number.isNaN(y[t]!);
      const deviation = missing ? 0 : y[t]! - mean;
      if (multiplicativeError && !(mean > 0)) return Number.POSITIVE_INFINITY;
      if (multiplicativeSeason && !(base > 0 && index > 0)) return Number.POSITIVE_INFINITY;
      const forLevel = multiplicativeSeason ? deviation / index : deviation;
      const forSeason = multiplicativeSeason ? deviation / base : deviation;
      const innovation = multiplicativeError ? deviation / mean : deviation;
      if (run) {
        run.fitted[t] = mean;
        if (!missing) run.residuals[t] = innovation;
      }
      if (derive) {
        const seasonAt = phase * size;
        const scale = multiplicativeError && !missing ? y[t]! / (mean * mean) : 1;
        for (let j = 0; j < size; j++) {
          let dBase = dLevel[j]! + phi * dSlope[j]!;
          if (j === layout.phi) dBase += slope;
          const dIndex = hasSeason ? dSeason[seasonAt + j]! : 0;
          const dMu = multiplicativeSeason ? dBase * index + base * dIndex : dBase + dIndex;
          dMean[j] = dMu;
          const dDeviation = missing ? 0 : -dMu;
          let dForLevel = dDeviation;
          let dForSeason = dDeviation;
          if (multiplicativeSeason) {
            dForLevel = (dDeviation - forLevel * dIndex) / index;
            dForSeason = (dDeviation - forSeason * dBase) / base;
          }
          dLevel[j] = dBase + alpha * dForLevel;
          if (hasTrend) {
            dSlope[j] = phi * dSlope[j]! + beta * dForLevel;
          }
          if (hasSeason) dSeason[seasonAt + j] = dIndex + gamma * dForSeason;
          if (!missing) this.jacobian[row * size + j] = -dMu * scale;
        }
        dLevel[0]! += forLevel;
        if (hasTrend) dSlope[layout.beta]! += forLevel;
        if (layout.phi >= 0) dSlope[layout.phi]! += slope;
        if (hasSeason) dSeason[seasonAt + layout.gamma]! += forSeason;
        if (multiplicativeError && !missing) {
          for (let j = 0; j < size; j++) dLog[j]! += dMean[j]! / mean;
        }
      }
      if (!missing) {
        this.residual[row++] = innovation;
        sumOfSquares += innovation * innovation;
        if (multiplicativeError) sumLog += Math.log(mean);
      }
      level = base + alpha * forLevel;
      slope = trendStep + beta * forLevel;
      if (hasSeason) season[phase] = index + gamma * forSeason;
    }
    const n = this.observed;
    if (multiplicativeError) {
      const geometric = Math.exp(sumLog / n);
      for (let i = 0; i < n; i++) {
        const innovation = this.residual[i]!;
        this.residual[i] = innovation * geometric;
        if (derive) {
          const at = i * size;
          for (let j = 0; j < size; j++) {
            this.jacobian[at + j] = geometric * (this.jacobian[at + j]! + (innovation * dLog[j]!) / n);
          }
        }
      }
    }
    const criterion = n * Math.log(Math.max(sumOfSquares, this.floor)) + 2 * sumLog;
    if (run) {
      run.sumOfSquares = sumOfSquares;
      const next = new Float64Array(hasSeason ? m : 0);
      for (let i = 0; i < next.length; i++) next[i] = season[(y.length + i) % m]!;
      run.state = { level, slope, season: next };
    }
    return Number.isNaN(criterion) ? Number.POSITIVE_INFINITY : criterion;
  }
}
