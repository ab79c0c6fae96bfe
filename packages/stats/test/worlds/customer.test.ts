import { describe } from 'vitest';
import { testCoverage } from './holds-the-truth.js';
import { CUSTOMER_WORLDS } from './customer-worlds.js';

describe('customer models: intervals hold the truth as often as they say', () => {
  testCoverage(CUSTOMER_WORLDS);
});
