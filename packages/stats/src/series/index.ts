export { type ForecastAccuracy, forecastAccuracy } from './accuracy.js';
export { type Anomaly, type AnomalyOptions, type AnomalyReport, findAnomalies } from './anomalies.js';
export { autocorrelations, durbinWatson, type LjungBox, ljungBox } from './autocorrelation.js';
export { type BreakInterval, breakInterval } from './break-interval.js';
export { adjustForCalendar, type CalendarAdjusted, restoreCalendar, workingDays } from './calendar.js';
export {
  type ChangepointOptions,
  type Changepoints,
  findChangepoints,
  type Segment,
} from './changepoints.js';
export { type ClassicalDecomposition, classicalDecomposition } from './classical-decomposition.js';
export {
  type CombinedForecast,
  type CombinedForecastOptions,
  combinedForecast,
  FORECAST_MINIMUM,
} from './combined-forecast.js';
export {
  type ConformalCalibration,
  type ConformalOptions,
  conformalCalibration,
  type PointForecast,
} from './conformal.js';
export { type CusumTest, cusumTest } from './cusum.js';
export { type EtsSmoothing, isAdmissible } from './ets-admissible.js';
export { type EtsFit, evaluateEts } from './ets-evaluate.js';
export { type EtsFitOptions, etsMinimumLength, fitEts } from './ets-fit.js';
export { type EtsMoments, etsMoments, forecastEts } from './ets-forecast.js';
export type { EtsState } from './ets-recursion.js';
export { type EtsSelection, type EtsSelectionOptions, selectEts } from './ets-select.js';
export { ETS_NAMES, type EtsName, type EtsSpecification, parseEtsName } from './ets-specification.js';
export type { Forecast, ForecastOptions } from './forecast.js';
export { forecastHoltWinters, type HoltWinters, holtWinters } from './holt-winters.js';
export {
  fitLocalLevel,
  type LocalLevel,
  type LocalLevelOptions,
  localLevelLikelihood,
} from './local-level.js';
export { randomWalkDrift, seasonalNaive } from './naive.js';
export type { Observations } from './observations.js';
export { type RangeTransform, rangeTransform, type ValueKind } from './range-transform.js';
export { median, normalisedMad } from './robust-scale.js';
export { type MedianDecomposition, medianDecomposition } from './seasonal-medians.js';
export { type StlDecomposition, type StlOptions, stlDecomposition } from './stl.js';
export { fitTheta, forecastTheta, type ThetaFit } from './theta.js';
