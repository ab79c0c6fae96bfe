import { drawGamma, type RandomSource } from '../random/index.js';

/** What is known of the regression before the data: scales are those of a standardised measure. */
export interface SpikeAndSlabPrior {
  /** Probability that a column belongs in the model. */
  readonly inclusion: number;
  /** 1 / noise variance is gamma with this shape and rate. */
  readonly noiseShape: number;
  readonly noiseRate: number;
  /** Weight of the slab in observations; 0.01 as in the published recipe. */
  readonly slabWeight: number;
}

/**
 * Gibbs step of a regression with spike-and-slab prior: columns come and go with coefficients and noise
 * variance integrated out, then both are drawn (George & McCulloch 1997; Scott & Varian 2014).
 *
 * Slab: b | s2 ~ N(0, s2 Omega^-1), Omega = weight (X'X / 2 + diag(X'X) / 2) / n over all periods.
 */
export class SpikeAndSlab {
  readonly coefficients: Float64Array;
  readonly included: Uint8Array;
  noiseVariance: number;
  private readonly gram: Float64Array;
  private readonly slab: Float64Array;
  private readonly size: number;
  private readonly observed: number;
  private readonly prior: SpikeAndSlabPrior;
  private readonly order: Int32Array;
  private readonly factor: Float64Array;
  private readonly solved: Float64Array;
  private readonly active: Int32Array;
  /** Sum of squares explained by the model last factored, and half its log determinant ratio. */
  private explained = 0;
  private logRatio = 0;

  /**
   * @param gram X'X over the observed pre-period rows, row-major.
   * @param gramAll X'X over all rows; `rowsAll` of them.
   */
  constructor(
    gram: Float64Array,
    observed: number,
    gramAll: Float64Array,
    rowsAll: number,
    size: number,
    prior: SpikeAndSlabPrior,
  ) {
    this.gram = gram;
    this.size = size;
    this.observed = observed;
    this.prior = prior;
    this.slab = new Float64Array(size * size);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        const share = i === j ? 1 : 0.5;
        this.slab[i * size + j] = (prior.slabWeight * share * gramAll[i * size + j]!) / rowsAll;
      }
    }
    this.coefficients = new Float64Array(size);
    this.included = new Uint8Array(size).fill(1);
    this.noiseVariance = prior.noiseRate / prior.noiseShape;
    this.order = Int32Array.from({ length: size }, (_, i) => i);
    this.factor = new Float64Array(size * size);
    this.solved = new Float64Array(size);
    this.active = new Int32Array(size);
  }

  /**
   * One sweep given the regression's own target r (measure less level): X'r and r'r over observed rows.
   */
  draw(random: RandomSource, cross: Float64Array, squares: number): void {
    const { size, prior, included, order } = this;
    const shape = prior.noiseShape + this.observed / 2;
    let count = this.factorise(cross);
    let current = this.logMarginal(squares, shape);
    if (prior.inclusion < 1) {
      const logOdds = Math.log(prior.inclusion / (1 - prior.inclusion));
      for (let i = size - 1; i > 0; i--) {
        const j = random.below(i + 1);
        const swap = order[i]!;
        order[i] = order[j]!;
        order[j] = swap;
      }
      for (const column of order) {
        const was = included[column]!;
        included[column] = 1 - was;
        this.factorise(cross);
        const other = this.logMarginal(squares, shape);
        const gain = other - current + (was === 1 ? -logOdds : logOdds);
        if (Math.log(random.openUniform()) < -Math.log1p(Math.exp(-gain))) current = other;
        else included[column] = was;
      }
      count = this.factorise(cross);
    }
    const rate = prior.noiseRate + Math.max(0, squares - this.explained) / 2;
    this.noiseVariance = 1 / drawGamma(random, shape, rate);
    this.drawCoefficients(random, count);
  }

  /** Cholesky of Omega + X'X on the included columns and L^-1 X'r; returns how many there are. */
  private factorise(cross: Float64Array): number {
    const { size, gram, slab, factor, solved, active, included } = this;
    let count = 0;
    for (let i = 0; i < size; i++) if (included[i]) active[count++] = i;
    this.explained = 0;
    this.logRatio = 0;
    for (let i = 0; i < count; i++) {
      const row = active[i]! * size;
      for (let j = 0; j <= i; j++) {
        let sum = slab[row + active[j]!]!;
        for (let k = 0; k < j; k++) sum -= factor[i * size + k]! * factor[j * size + k]!;
        factor[i * size + j] = i === j ? Math.sqrt(sum) : sum / factor[j * size + j]!;
      }
      this.logRatio += Math.log(factor[i * size + i]!);
    }
    for (let i = 0; i < count; i++) {
      const row = active[i]! * size;
      for (let j = 0; j <= i; j++) {
        let sum = slab[row + active[j]!]! + gram[row + active[j]!]!;
        for (let k = 0; k < j; k++) sum -= factor[i * size + k]! * factor[j * size + k]!;
        factor[i * size + j] = i === j ? Math.sqrt(sum) : sum / factor[j * size + j]!;
      }
      this.logRatio -= Math.log(factor[i * size + i]!);
      let right = cross[active[i]!]!;
      for (let k = 0; k < i; k++) right -= factor[i * size + k]! * solved[k]!;
      solved[i] = right / factor[i * size + i]!;
      this.explained += solved[i]! * solved[i]!;
    }
    return count;
  }

  private logMarginal(squares: number, shape: number): number {
    const left = Math.max(0, squares - this.explained);
    return this.logRatio - shape * Math.log(this.prior.noiseRate + left / 2);
  }

  /** b = L^-T (L^-1 X'r + s z), the posterior mean plus its noise in one back substitution. */
  private drawCoefficients(random: RandomSource, count: number): void {
    const { size, factor, solved, active, coefficients } = this;
    const scale = Math.sqrt(this.noiseVariance);
    coefficients.fill(0);
    for (let i = count - 1; i >= 0; i--) {
      let sum = solved[i]! + scale * random.standardNormal();
      for (let k = i + 1; k < count; k++) sum -= factor[k * size + i]! * coefficients[active[k]!]!;
      coefficients[active[i]!] = sum / factor[i * size + i]!;
    }
  }
}
