import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadReference } from './reference-data.js';

const reference = loadReference();

/** The folders beside this file that say, in claims.ts, which reference entries their tests check. */
async function claimsByArea(): Promise<Map<string, readonly string[]>> {
  const here = new URL('./', import.meta.url);
  const byArea = new Map<string, readonly string[]>();
  for (const area of readdirSync(here, { withFileTypes: true })) {
    const file = new URL(`${area.name}/claims.ts`, here);
    if (!area.isDirectory() || !existsSync(file)) continue;
    const { claims } = (await import(/* @vite-ignore */ file.href)) as { claims: readonly string[] };
    byArea.set(area.name, claims);
  }
  return byArea;
}

describe.skipIf(reference === null)('the statistical reference', () => {
  it('has no entry that no test claims', async () => {
    const claimed = new Set([...(await claimsByArea()).values()].flat());
    const unclaimed = [...(reference?.keys() ?? [])].filter((id) => !claimed.has(id));
    expect(unclaimed).toEqual([]);
  });

  it('has every entry that a test claims', async () => {
    const unknown = [...(await claimsByArea())].flatMap(([area, ids]) =>
      ids.filter((id) => !reference?.has(id)).map((id) => `${area}: ${id}`),
    );
    expect(unknown).toEqual([]);
  });
});
