export { type RfmCustomer, type RfmOrder, rfmCustomers } from './rfm-customers.js';
export { type RfmGrouping, type RfmTransitions, rfmTransitions } from './rfm-transitions.js';
export {
  cutoffsOf,
  RFM_MEASURES,
  type RfmBucket,
  type RfmCutoffs,
  type RfmMeasure,
  type RfmScore,
  type RfmScoring,
  scoreRfm,
  scoreRfmFixed,
} from './score-rfm.js';
