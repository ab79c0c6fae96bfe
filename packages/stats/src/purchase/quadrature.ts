import { log1pexp, logistic } from '../special/log-space.js';

/** Nodes and weights: the expectation of f is the sum of weight f(node); the weights sum to one. */
export interface QuadratureRule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
  /** log(node) of a gamma rule, logit(node) of a beta rule: 1 - p is lost in p when p is near 1. */
  readonly places: Float64Array;
}

/** How finely a rule looks; `spread` and `finest` bound what the integrand does where the weight is small. */
export interface RuleReach {
  /** log of the largest ratio that f takes between two nodes. */
  readonly spread: number;
  /** f is constant (to rounding) below 1 / finest times the rounding error. */
  readonly finest: number;
}

const TAIL = 38;

/**
 * Rule for expectations over p ~ Beta(a, v), exponentially convergent for functions analytic but on the
 * negative axis: the trapezoidal sum in logit(p) (Trefethen & Weideman 2014, section 5). Where f has become
 * constant, the infinite rest of the sum is geometric and is summed in closed form, so that a = 0.01 costs
 * no more than a = 1.
 */
export function betaRule(a: number, v: number, reach: RuleReach): QuadratureRule {
  const step = Math.min(0.25, 0.32 / Math.sqrt(1 + Math.min(a, v)));
  const mode = Math.log(a / v);
  const height = (y: number) => -a * log1pexp(-y) - v * log1pexp(y);
  const farthest = TAIL + Math.log1p(reach.finest);
  return trapezoid(mode, step, height, logistic, reach.spread, {
    low: Math.min(mode, 0) - farthest,
    lowRate: a,
    high: Math.max(mode, 0) + TAIL,
    highRate: v,
  });
}

/** Rule for expectations over g ~ Gamma(shape, rate 1): the trapezoidal sum in log(g). */
export function gammaRule(shape: number, reach: RuleReach): QuadratureRule {
  const step = Math.min(0.25, 0.5 / Math.sqrt(1 + shape));
  const mode = Math.log(shape);
  const height = (y: number) => shape * y - Math.exp(y);
  return trapezoid(mode, step, height, Math.exp, reach.spread, {
    low: Math.min(mode, 0) - TAIL - Math.log1p(reach.finest),
    lowRate: shape,
    high: Number.POSITIVE_INFINITY,
    highRate: 1,
  });
}

interface Ends {
  low: number;
  lowRate: number;
  high: number;
  highRate: number;
}

function trapezoid(
  mode: number,
  step: number,
  height: (y: number) => number,
  node: (y: number) => number,
  spread: number,
  ends: Ends,
): QuadratureRule {
  const top = height(mode);
  const floor = -TAIL - spread;
  const left: number[] = [];
  const right: number[] = [];
  let leftRest = 1;
  let rightRest = 1;
  for (let k = 0; ; k++) {
    const y = mode - k * step;
    if (height(y) - top < floor) break;
    left.push(y);
    if (y < ends.low) {
      leftRest = -1 / Math.expm1(-ends.lowRate * step);
      break;
    }
  }
  for (let k = 1; ; k++) {
    const y = mode + k * step;
    if (height(y) - top < floor) break;
    right.push(y);
    if (y > ends.high) {
      rightRest = -1 / Math.expm1(-ends.highRate * step);
      break;
    }
  }
  const all = Float64Array.from([...left.toReversed(), ...right]);
  const weights = all.map((y) => Math.exp(height(y) - top));
  weights[0]! *= leftRest;
  weights[weights.length - 1]! *= rightRest;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { nodes: all.map((y) => node(y)), weights: weights.map((weight) => weight / total), places: all };
}
