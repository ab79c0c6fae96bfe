import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { problemOf } from './problem.js';
import { write } from './client.js';
import { dataKey } from './queries.js';
import { useSay } from '../components/toast.js';

/** Marks every figure stale: what is on the screen is fetched again, the rest when it is next shown. */
export const refreshData = (client: QueryClient): Promise<void> =>
  client.invalidateQueries({ queryKey: [dataKey] });

export interface Change {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** What is said when it is done. */
  readonly done: string;
  /** The change that takes it back, made from the answer. */
  readonly undo?: (answer: unknown) => Omit<Change, 'undo'>;
}

/** Makes a change, says that it is done, offers to take it back, and fetches what depends on it. */
export const useChange = (): ((change: Change) => Promise<unknown>) => {
  const client = useQueryClient();
  const say = useSay();
  return useCallback(
    async ({ method, path, body, done, undo }: Change): Promise<unknown> => {
      const answer = await write<unknown>(method, path, body);
      await refreshData(client);
      const back = undo?.(answer);
      say(
        done,
        back === undefined
          ? {}
          : {
              undo: () => {
                write<unknown>(back.method, back.path, back.body)
                  .then(() => refreshData(client))
                  .then(() => say(back.done))
                  .catch((error: unknown) => say(problemOf(error).detail, { isProblem: true }));
              },
            },
      );
      return answer;
    },
    [client, say],
  );
};
