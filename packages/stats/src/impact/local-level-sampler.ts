import type { RandomSource } from '../random/index.js';

/**
 * Local level model z_t = m_t + e_t, m_{t+1} = m_t + w_t, with missing observations (NaN): one reusable
 * workspace for the forward filter, its likelihood and the backward draw (Carter & Kohn 1994;
 * Fruehwirth-Schnatter 1994).
 */
export class LocalLevelSampler {
  /** The latest draw of the level. */
  readonly level: Float64Array;
  private readonly mean: Float64Array;
  private readonly variance: Float64Array;
  private readonly startMean: number;
  private readonly startVariance: number;

  /** @param length periods; the first level is normal with the given mean and variance. */
  constructor(length: number, startMean: number, startVariance: number) {
    this.level = new Float64Array(length);
    this.mean = new Float64Array(length);
    this.variance = new Float64Array(length);
    this.startMean = startMean;
    this.startVariance = startVariance;
  }

  /** Runs the filter; returns the log-likelihood of the observed z without its 2 pi constant. */
  filter(z: Float64Array, noiseVariance: number, stepVariance: number): number {
    const { mean, variance } = this;
    let m = this.startMean;
    let v = this.startVariance;
    let likelihood = 0;
    for (let t = 0; t < z.length; t++) {
      const value = z[t]!;
      // NaN is the only value unequal to itself: a missing period updates nothing.
      if (value === value) {
        const total = v + noiseVariance;
        const error = value - m;
        const gain = v / total;
        likelihood -= 0.5 * (Math.log(total) + (error * error) / total);
        m += gain * error;
        v *= 1 - gain;
      }
      mean[t] = m;
      variance[t] = v;
      v += stepVariance;
    }
    return likelihood;
  }

  /** Draws the whole level given the last `filter` call; returns the sum of squared steps. */
  draw(random: RandomSource, stepVariance: number): number {
    const { mean, variance, level } = this;
    const last = level.length - 1;
    level[last] = mean[last]! + Math.sqrt(variance[last]!) * random.standardNormal();
    let squares = 0;
    for (let t = last - 1; t >= 0; t--) {
      const v = variance[t]!;
      const gain = v / (v + stepVariance);
      const centre = mean[t]! + gain * (level[t + 1]! - mean[t]!);
      level[t] = centre + Math.sqrt(v * (1 - gain)) * random.standardNormal();
      const step = level[t + 1]! - level[t]!;
      squares += step * step;
    }
    return squares;
  }
}
