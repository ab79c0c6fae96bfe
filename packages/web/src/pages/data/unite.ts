import { useQueryClient } from '@tanstack/react-query';
import { refreshData } from '../../api/changes.js';
import { get, send, write } from '../../api/client.js';
import { useUndoBatch } from '../../api/jobs.js';
import { ApiError, problemOf } from '../../api/problem.js';
import type { ImportJob } from '../../api/types-data.js';
import { useSay } from '../../components/toast.js';

/** Ids are written as Bellwether knows them, `hubspot:123`, so no source is put before them. */
const mapping = `source: people
title: Decisions of people
streams:
  united:
    recognise: { headers: [entity, losing_id, winning_id] }
    entities:
      - entity: entity_merge
        columns:
          entity: entity
          losing_id: { from: losing_id, prefix: '' }
          winning_id: { from: winning_id, prefix: '' }
`;

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Loads one declared merge and waits for it; the number of the import, by which it is taken back. */
const declare = async (losing: string, winning: string): Promise<string> => {
  const form = new FormData();
  const csv = `entity,losing_id,winning_id\naccount,${quoted(losing)},${quoted(winning)}\n`;
  form.append('files', new Blob([csv], { type: 'text/csv' }), 'united-by-a-person.csv');
  const uploaded = (await (await send('/imports', { method: 'POST', body: form })).json()) as ImportJob;
  const path = `/imports/${encodeURIComponent(uploaded.id)}`;
  let job = await write<ImportJob>('POST', `${path}/load?wait=10`, { mapping });
  while (job.status === 'loading' || job.status === 'planning') {
    await new Promise((done) => {
      setTimeout(done, 500);
    });
    job = await get<ImportJob>(path);
  }
  if (job.problem) throw new ApiError(job.problem);
  const batch = job.report?.batchId;
  if (batch === undefined || batch === null)
    throw new Error('these two were declared to be one before; take that import back first');
  return batch;
};

/**
 * Declares that two account records are one. A decision of a person is an import like any other: it stands in the list
 * of imports, is weighed as evidence, and can be taken back there or at once.
 */
export const useUnite = (): ((losing: string, winning: string) => Promise<void>) => {
  const client = useQueryClient();
  const say = useSay();
  const { undo } = useUndoBatch();
  return async (losing, winning) => {
    const batch = await declare(losing, winning);
    await refreshData(client);
    say(`They are one account now (import ${batch}).`, {
      undo: () => {
        undo(batch)
          .then(() => say('They are two accounts again.'))
          .catch((error: unknown) => say(problemOf(error).detail, { isProblem: true }));
      },
    });
  };
};
