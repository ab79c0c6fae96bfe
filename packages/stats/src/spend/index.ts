export { type Association, spendAssociation } from './association.js';
export { currencyCode } from './currency.js';
export { type CustomerValue, customerValue, type ValueOptions } from './customer-value.js';
export { annualRate, continuousRate, type DiscountRate, discountRate } from './discount-rate.js';
export {
  type ExpectedSpend,
  expectedSpend,
  type SpendParameters,
  spendLogLikelihood,
} from './gamma-gamma.js';
export type { SpendColumns } from './spend-columns.js';
export { fitSpend, type SpendEstimate, type SpendFit } from './spend-fit.js';
