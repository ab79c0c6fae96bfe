import { useBusy } from '../components/use-busy.js';
import { get, write } from './client.js';
import { ApiError, unreachable } from './problem.js';
import type { Workspaces } from './types-data.js';

/** Milliseconds between two looks at whether the server has come back. */
const pause = 250;
/** Milliseconds after which a server that does not answer is given up. */
const patience = 60_000;

const later = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** While the server goes over nobody answers for a moment. */
const isAway = (error: unknown): boolean =>
  error instanceof ApiError && [0, 503].includes(error.problem.status);

/** Waits until this workspace is the one that is served; throws why where it could not be opened. */
const arrived = async (id: string): Promise<void> => {
  let answeredAt = Date.now();
  for (;;) {
    try {
      const { workspace } = await get<{ readonly workspace?: string }>('/health');
      if (workspace === id) return;
      const { failed } = await get<Workspaces>('/workspaces');
      if (failed?.id === id) throw new ApiError(failed.problem);
      answeredAt = Date.now();
    } catch (error) {
      if (!isAway(error)) throw error;
      if (Date.now() - answeredAt > patience) throw unreachable();
    }
    await later(pause);
  }
};

/**
 * Has the server go over to another workspace, then loads the application anew at `landing`, so that nothing that was
 * fetched of the other company is left.
 */
export const useGoOver = (): {
  readonly isGoing: boolean;
  readonly error: unknown;
  readonly goOver: (path: string, body: unknown, landing: string) => Promise<void>;
} => {
  const { isBusy, error, run } = useBusy();
  const goOver = (path: string, body: unknown, landing: string): Promise<void> =>
    run(async () => {
      const { id } = await write<{ readonly id: string }>('POST', path, body);
      await arrived(id);
      location.assign(landing);
      // Until the page is gone it shows that something goes on.
      await later(patience);
    });
  return { isGoing: isBusy, error, goOver };
};
