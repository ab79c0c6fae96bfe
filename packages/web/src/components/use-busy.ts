import { useCallback, useState } from 'react';

/** Work that a person waits for: whether it runs, what went wrong, and the way to run it. */
export const useBusy = (): {
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly run: (work: () => Promise<void>) => Promise<void>;
  readonly forget: () => void;
} => {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const run = useCallback(async (work: () => Promise<void>) => {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  }, []);
  const forget = useCallback(() => setError(null), []);
  return { isBusy, error, run, forget };
};
