import { describe } from 'vitest';
import { testCoverage } from './holds-the-truth.js';
import { RISK_WORLDS } from './risk-worlds.js';

describe('risk models: intervals hold the truth as often as they say', () => {
  testCoverage(RISK_WORLDS);
});
