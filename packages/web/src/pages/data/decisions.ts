import { useQueryClient } from '@tanstack/react-query';
import { refreshData } from '../../api/changes.js';
import { write } from '../../api/client.js';
import { jobDone, useUndoBatch } from '../../api/jobs.js';
import { problemOf } from '../../api/problem.js';
import type { Job } from '../../api/types-data.js';
import type { Separate, Unite } from '../../api/types-identity.js';
import { useSay } from '../../components/toast.js';

interface Words {
  readonly done: string;
  readonly undone: string;
}

/**
 * What a person decides about two account records. A decision is an import like any other: it stands in the list of
 * imports, and can be taken back there or at once.
 */
const useDecision = (path: string, { done, undone }: Words): ((body: Unite | Separate) => Promise<void>) => {
  const client = useQueryClient();
  const say = useSay();
  const { undo } = useUndoBatch();
  return async (body) => {
    const { result } = await jobDone(await write<Job>('POST', `${path}?wait=10`, body));
    const { batchId } = result as { readonly batchId: string };
    await refreshData(client);
    say(`${done} (import ${batchId}).`, {
      undo: () => {
        undo(batchId)
          .then(() => say(undone))
          .catch((error: unknown) => say(problemOf(error).detail, { isProblem: true }));
      },
    });
  };
};

/** Declares that two account records are one. */
export const useUnite = (): ((body: Unite) => Promise<void>) =>
  useDecision('/identity/unite', {
    done: 'They are one account now',
    undone: 'They are two accounts again.',
  });

/** Declares that two account records are not one, whatever speaks for it. */
export const useSeparate = (): ((body: Separate) => Promise<void>) =>
  useDecision('/identity/separate', {
    done: 'They are kept apart now',
    undone: 'They are no longer kept apart.',
  });
