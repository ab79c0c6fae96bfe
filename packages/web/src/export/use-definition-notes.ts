import { useMetrics } from '../api/queries.js';
import type { Note } from './table.js';

/** Name, version and hash of the definitions that figures on a page come from. */
export const useDefinitionNotes = (ids: readonly string[]): readonly Note[] => {
  const metrics = useMetrics().data?.metrics ?? [];
  return metrics
    .filter(({ id }) => ids.includes(id))
    .map(({ id, name, version, hash }) => ['Definition', `${name} (${id}) version ${version}, ${hash}`]);
};
