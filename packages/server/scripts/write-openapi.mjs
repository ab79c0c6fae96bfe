/** Writes openapi.json from the zod schemas of the routes. Run after a build: node scripts/write-openapi.mjs */
import { initWorkspace } from '@bellwether/warehouse';
import { startServer } from '@bellwether/server';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'bellwether-openapi-'));
const workspace = initWorkspace(join(folder, 'workspace'));
const server = await startServer({ workspace, port: 0 });
try {
  const response = await fetch(`${server.url}/api/v1/openapi.json`, {
    headers: { authorization: `Bearer ${server.token}` },
  });
  if (!response.ok) throw new Error(`the server answered ${response.status}: ${await response.text()}`);
  const text = `${JSON.stringify(await response.json(), null, 2)}\n`;
  writeFileSync(new URL('../openapi.json', import.meta.url), text);
} finally {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}
