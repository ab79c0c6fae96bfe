import { acquisitionOracle } from './acquisition.js';
import { retentionOracle } from './retention.js';
import { salesOracle } from './sales.js';
import { serviceOracle } from './service.js';
import { valueOracle } from './value.js';
import type { OracleFigure, View } from './view.js';
import { voiceOracle } from './voice.js';

/** The plain double of every metric but the cohort triangle (`cohortAt`), by id. */
export const oracle: Readonly<Record<string, (view: View) => OracleFigure>> = {
  ...acquisitionOracle,
  ...salesOracle,
  ...valueOracle,
  ...retentionOracle,
  ...serviceOracle,
  ...voiceOracle,
};
