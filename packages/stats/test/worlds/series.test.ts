import { describe } from 'vitest';
import { testCoverage } from './holds-the-truth.js';
import { SERIES_WORLDS } from './series-worlds.js';

describe('series models: intervals hold the truth as often as they say', () => {
  testCoverage(SERIES_WORLDS);
});
