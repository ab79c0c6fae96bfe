import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly undo?: (() => void) | undefined;
  readonly isProblem?: boolean | undefined;
}
type Say = (text: string, options?: { readonly undo?: () => void; readonly isProblem?: boolean }) => void;

const Context = createContext<Say>(() => undefined);

/** Says in a word what was done, with a way to take it back. */
export const useSay = (): Say => useContext(Context);

export const ToastRoom = ({ children }: { readonly children: ReactNode }) => {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const next = useRef(1);
  const drop = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const say = useCallback<Say>(
    (text, options = {}) => {
      const id = next.current;
      next.current += 1;
      setToasts((all) => [...all.slice(-2), { id, text, ...options }]);
      // Long enough to read and to reach with the keyboard.
      setTimeout(() => drop(id), options.undo ? 20_000 : 8000);
    },
    [drop],
  );
  const value = useMemo(() => say, [say]);
  return (
    <Context value={value}>
      {children}
      <div className="toasts" role="status" aria-live="polite">
        {toasts.map(({ id, text, undo, isProblem }) => (
          <div key={id} className={isProblem === true ? 'toast is-problem' : 'toast'}>
            <span>{text}</span>
            {undo ? (
              <button
                type="button"
                onClick={() => {
                  undo();
                  drop(id);
                }}
              >
                Undo
              </button>
            ) : null}
            <button type="button" aria-label="Dismiss" onClick={() => drop(id)}>
              ×
            </button>
          </div>
        ))}
      </div>
    </Context>
  );
};
