import type { RuleCase } from '../support/rule-case.js';
import { identityCases } from './identity.js';
import { keyCases } from './keys.js';
import { moneyCases } from './money.js';
import { salesCases } from './sales.js';
import { serviceCases } from './service.js';
import { spendCases } from './spend.js';
import { subscriptionCases } from './subscriptions.js';
import { timeCases } from './time.js';
import { totalCases } from './totals.js';

/** Every rule that looks at the tables, with rows that break it and rows that only seem to. */
export const ruleCases: readonly RuleCase[] = [
  ...keyCases,
  ...identityCases,
  ...timeCases,
  ...moneyCases,
  ...totalCases,
  ...spendCases,
  ...salesCases,
  ...subscriptionCases,
  ...serviceCases,
];
