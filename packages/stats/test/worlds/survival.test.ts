import { describe } from 'vitest';
import { testCoverage } from './holds-the-truth.js';
import { SURVIVAL_WORLDS } from './survival-worlds.js';

describe('survival models: intervals hold the truth as often as they say', () => {
  testCoverage(SURVIVAL_WORLDS);
});
