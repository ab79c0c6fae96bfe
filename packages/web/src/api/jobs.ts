import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { get, write } from './client.js';
import { ApiError } from './problem.js';
import { refreshData } from './changes.js';
import type { Job } from './types-data.js';

/** Waits for long work of the server, asking again until it is done; throws its problem where it failed. */
export const jobDone = async (started: Job): Promise<Job> => {
  let job = started;
  while (job.status === 'running') job = await get<Job>(`/jobs/${job.id}?wait=10`);
  if (job.status === 'failed' && job.problem) throw new ApiError(job.problem);
  return job;
};

/** Takes imports back. `undoing` is the one that is being taken back. */
export const useUndoBatch = (): {
  readonly undoing: string | null;
  readonly undo: (batch: string) => Promise<void>;
} => {
  const client = useQueryClient();
  const [undoing, setUndoing] = useState<string | null>(null);
  const undo = useCallback(
    async (batch: string) => {
      setUndoing(batch);
      try {
        const answer = await write<Job | { readonly job: Job }>(
          'POST',
          `/batches/${encodeURIComponent(batch)}/undo`,
        );
        await jobDone('job' in answer ? answer.job : answer);
      } finally {
        setUndoing(null);
        await refreshData(client);
      }
    },
    [client],
  );
  return { undoing, undo };
};
