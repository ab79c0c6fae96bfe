import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Real data lives outside the repository. */
export const dataFolder =
  process.env['BELLWETHER_DATA'] ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));

/** True where a file or folder of the data is there; otherwise says why its tests are skipped. */
export const hasData = (path: string): boolean => {
  const isThere = existsSync(`${dataFolder}/${path}`);
  if (!isThere) console.log(`skipped: no ${path} under BELLWETHER_DATA (${dataFolder})`);
  return isThere;
};
