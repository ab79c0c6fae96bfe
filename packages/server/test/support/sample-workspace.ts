import { generateSample } from '@bellwether/sample';
import { importFiles, openWorkspace } from '@bellwether/warehouse';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of its own, removed by `remove`. */
export const temporaryFolder = (): { readonly path: string; readonly remove: () => void } => {
  const path = mkdtempSync(join(tmpdir(), 'bellwether-server-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

/** The sample company, small, imported the ordinary way, with every unit of time of it fixed by its seed. */
export const makeSampleWorkspace = async (directory: string): Promise<void> => {
  await generateSample({ directory, customers: 30, seed: 1 });
  const workspace = await openWorkspace(directory);
  try {
    // With so few rows a decimal mark may stand in doubt; the exports are written in English.
    await importFiles(workspace, [join(directory, 'exports')], { decimal: '.' });
  } finally {
    await workspace.close();
  }
};
