import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { customers } from './worked-examples/customers.js';
import { elsewhere } from './worked-examples/elsewhere.js';
import { sales } from './worked-examples/sales.js';
import { service } from './worked-examples/service.js';
import type { WorkedExamples } from './worked-examples/worlds.js';

const file = fileURLToPath(new URL('../../../../shared/reference/worked-examples.json', import.meta.url));
const present = existsSync(file);
if (!present) console.info(`skipped: no worked examples at ${file}`);

interface Example {
  readonly id: string;
}
const examples: readonly Example[] = present
  ? (JSON.parse(readFileSync(file, 'utf8')) as { examples: Example[] }).examples
  : [];

const cases: WorkedExamples = { ...service, ...customers, ...sales };

describe.skipIf(!present)('worked examples', () => {
  test('every example is worked here or is another room’s, none silently left out', () => {
    const ids = examples.map(({ id }) => id);
    expect(ids.filter((id) => !(id in cases) && !(id in elsewhere))).toEqual([]);
    expect(Object.keys({ ...cases, ...elsewhere }).filter((id) => !ids.includes(id))).toEqual([]);
    expect(Object.keys(cases).filter((id) => id in elsewhere)).toEqual([]);
  });

  test.each(Object.keys(cases).map((id) => [id] as const))('%s', async (id) => {
    for (const [value, expected, tolerance = 1e-9] of (await cases[id]?.()) ?? []) {
      expect(Math.abs(value - expected), `${value}, expected ${expected}`).toBeLessThanOrEqual(tolerance);
    }
  });
});
