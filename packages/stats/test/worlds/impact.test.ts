import { describe } from 'vitest';
import { testCoverage } from './holds-the-truth.js';
import { IMPACT_WORLDS } from './impact-worlds.js';

describe('impact models: intervals hold the truth as often as they say', () => {
  testCoverage(IMPACT_WORLDS);
});
