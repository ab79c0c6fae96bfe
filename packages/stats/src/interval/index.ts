export { agrestiCoullInterval, wilsonContinuityInterval, wilsonInterval } from './wilson.js';
export {
  type ClusteredBootstrapOptions,
  clusteredBootstrapInterval,
  bootstrapRatioInterval,
} from './bootstrap.js';
export { clopperPearsonInterval, jeffreysInterval } from './clopper-pearson.js';
export { differenceOfIntervals, newcombeDifference } from './difference.js';
export { exactBinomialP } from './exact-binomial.js';
export { finitePopulationFactor } from './finite-population.js';
export {
  type Interval,
  type IntervalMethod,
  type IntervalResult,
  isInterval,
  type NoInterval,
  type NoIntervalReason,
} from './interval-result.js';
export {
  geometricMeanInterval,
  type Moments,
  meanInterval,
  meanIntervalFromMoments,
  momentsFromSums,
  momentsOf,
} from './mean.js';
export { benjaminiHochberg, holm } from './multiple-tests.js';
export {
  adjustedNps,
  type NpsChange,
  type NpsCounts,
  npsChange,
  npsChangePaired,
  npsInterval,
} from './nps.js';
export {
  type Dispersion,
  poissonDispersion,
  poissonRateInterval,
  poissonRateRatio,
  type RateRatio,
} from './poisson-rate.js';
export { type QuantileRanks, quantile, quantileInterval, quantileRanks } from './quantile.js';
export { type RatioOptions, ratioInterval, ratioIntervalFromSums } from './ratio.js';
export { type UnitSums, unitSums } from './unit-sums.js';
export { type ClusteredShare, clusteredWilsonFromSums } from './wilson-clustered.js';
export {
  type ChiSquareTest,
  chiSquareTest,
  type FisherTest,
  fisherExactTest,
  type McNemarTest,
  mcNemarTest,
  twoProportionsTest,
} from './contingency.js';
export {
  type PowerOptions,
  powerOfMeans,
  powerOfProportions,
  sampleSizeForMeans,
  sampleSizeForProportions,
} from './power.js';
export {
  type SmallestChange,
  smallestMeanChange,
  smallestNpsChange,
  smallestProportionChange,
} from './smallest-change.js';
export {
  type MannKendall,
  type MannKendallOptions,
  mannKendallTest,
  type ProportionTrend,
  proportionTrendTest,
} from './trend.js';
export {
  type MannWhitney,
  mannWhitneyTest,
  type WelchTest,
  welchTest,
  welchTestFromMoments,
} from './two-samples.js';
