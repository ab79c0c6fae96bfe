import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { refreshData } from '../../api/changes.js';
import { get, send, write } from '../../api/client.js';
import type { ImportJob, ImportOptions } from '../../api/types-data.js';
import { useBusy } from '../../components/use-busy.js';
import { useView } from '../../url/use-view.js';

const isRunning = (status: ImportJob['status'] | undefined): boolean =>
  status === 'planning' || status === 'loading';

export interface ImportFlow {
  readonly job: ImportJob | undefined;
  readonly error: unknown;
  readonly isBusy: boolean;
  readonly upload: (files: readonly File[]) => Promise<void>;
  readonly plan: (options: ImportOptions) => Promise<void>;
  readonly load: (options: ImportOptions) => Promise<void>;
  readonly startOver: () => void;
}

/** One import from the files to its report. Its id stands in the address: it can be left running and found again. */
export const useImport = (): ImportFlow => {
  const [view, change] = useView();
  const client = useQueryClient();
  const id = view.import;
  const { isBusy, error, run, forget } = useBusy();
  const key = ['import', id];
  const job = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => get<ImportJob>(`/imports/${encodeURIComponent(id ?? '')}`, signal),
    enabled: id !== undefined,
    staleTime: 0,
    refetchInterval: ({ state }) => (isRunning(state.data?.status) ? 500 : false),
  });
  const status = job.data?.status;
  const before = useRef(status);
  useEffect(() => {
    if (before.current !== 'loaded' && status === 'loaded') void refreshData(client);
    before.current = status;
  }, [status, client]);

  const step = (what: 'plan' | 'load', of: string, options: ImportOptions): Promise<void> =>
    run(async () => {
      const answer = await write<ImportJob>(
        'POST',
        `/imports/${encodeURIComponent(of)}/${what}?wait=0`,
        options,
      );
      client.setQueryData(['import', of], answer);
      await client.invalidateQueries({ queryKey: ['import', of] });
    });
  return {
    job: id === undefined ? undefined : job.data,
    error: error ?? job.error,
    isBusy: isBusy || isRunning(status),
    upload: (files) =>
      run(async () => {
        const form = new FormData();
        for (const file of files) form.append('files', file, file.webkitRelativePath || file.name);
        const answer = (await (await send('/imports', { method: 'POST', body: form })).json()) as ImportJob;
        change({ import: answer.id });
        await step('plan', answer.id, {});
      }),
    plan: (options) => (id === undefined ? Promise.resolve() : step('plan', id, options)),
    load: (options) => (id === undefined ? Promise.resolve() : step('load', id, options)),
    startOver: () => {
      forget();
      change({ import: undefined });
    },
  };
};
