import { checks } from './reference-checks.js';

/** Reference entries that test/interval/reference.test.ts checks. */
export const claims: readonly string[] = Object.keys(checks);
