import type { ImportReport } from '@bellwether/warehouse';
import type { Answer } from '../http/app-types.js';
import type { Host } from '../host.js';
import type { report } from '../schemas/import.js';

/** The reconciliation of an import, with files as a person knows them. */
export const presentReport = (host: Host, done: ImportReport): Answer<typeof report> => {
  const { refresh: _, ...rest } = done;
  return {
    ...rest,
    files: done.files.map((file) => ({ ...file, file: host.shownFile(file.file) })),
    passedOver: done.passedOver.map(({ path, reason }) => ({ path: host.shownFile(path), reason })),
  };
};
