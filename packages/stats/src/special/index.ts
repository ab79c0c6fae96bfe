export { logBeta, logChoose, logRising } from './beta-function.js';
export {
  betaPInverse,
  betaQInverse,
  fCdf,
  fQuantile,
  fSurvival,
  logStudentDensity,
  studentCdf,
  studentQuantile,
  studentSurvival,
  studentUpperQuantile,
} from './beta-distribution.js';
export {
  binomialCdf,
  binomialMass,
  binomialQuantile,
  binomialSurvival,
  logBinomialMass,
} from './binomial.js';
export { digamma, trigamma } from './digamma.js';
export { erf, erfc, erfcScaled } from './erf.js';
export { exponentialIntegralScaled } from './exponential-integral.js';
export {
  chiSquareCdf,
  chiSquareQuantile,
  chiSquareSurvival,
  chiSquareUpperQuantile,
  gammaPInverse,
  gammaQInverse,
} from './gamma-distribution.js';
export { EULER_GAMMA, gamma, LOG_SQRT_TWO_PI, lgamma, stirlingCorrection } from './gamma-function.js';
export {
  beheadedHypergeometric,
  logHypergeometricUnit,
  logHypergeometricUnitGradient,
  type UnitHypergeometric,
} from './hypergeometric.js';
export { betaP, betaQ, logBetaKernel, logBetaP, logBetaQ } from './incomplete-beta.js';
export { gammaP, gammaQ, logGammaKernel, logGammaP, logGammaQ } from './incomplete-gamma.js';
export {
  deviance,
  log1mexp,
  log1pexp,
  log1pMinus,
  logAddExp,
  logistic,
  logSubExp,
  logSumExp,
} from './log-space.js';
export {
  logNormalCdf,
  logNormalDensity,
  normalCdf,
  normalDensity,
  normalQuantile,
  normalSurvival,
  normalUpperQuantile,
} from './normal.js';
export { noncentralStudentSurvival } from './noncentral-student.js';
export {
  logPoissonMass,
  poissonCdf,
  poissonMass,
  poissonQuantile,
  poissonSurvival,
} from './poisson.js';
