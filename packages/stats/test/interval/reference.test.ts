import { describe, expect, it } from 'vitest';
import { loadReference } from '../reference-data.js';
import { checks } from './reference-checks.js';

const reference = loadReference();

describe.skipIf(reference === null)('intervals and tests against the statistical reference', () => {
  it.each(Object.keys(checks))('%s', (id) => {
    const entry = reference?.get(id);
    expect(entry).toBeDefined();
    checks[id]?.(entry?.values as never);
  });
});
