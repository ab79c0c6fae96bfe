export { type ContractCohorts, contractCohorts } from './cohorts.js';
export {
  compareContracts,
  type ContractComparison,
  type ContractEstimate,
  type ContractFit,
  fitContract,
} from './fit.js';
export { type ContractModelId, type ContractParameters, CONTRACT_MODELS } from './survival.js';
export {
  type ContractForecast,
  contractInterval,
  contractRetention,
  contractSurvival,
  type ExpectedPayments,
  expectedPayments,
  forecastContract,
  type LifetimeOptions,
  residualPayments,
} from './value.js';
