import { type ReactNode, useEffect, useId, useRef } from 'react';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly className?: string | undefined;
  readonly hideTitle?: boolean | undefined;
}

/** A native modal dialog: the browser keeps the focus inside, Escape closes it, and the focus goes back after. */
export const Modal = ({ title, onClose, children, className = '', hideTitle }: Props) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // The browser would focus the button that closes; a person came to fill in what is asked.
    element?.querySelector<HTMLElement>('input, select, textarea')?.focus();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`modal ${className}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className="modal-body">
        {hideTitle === true ? (
          <h2 id={id} className="sr-only">
            {title}
          </h2>
        ) : (
          <div className="modal-head">
            <h2 id={id}>{title}</h2>
            <button type="button" className="quiet-button" onClick={onClose}>
              Close
            </button>
          </div>
        )}
        {children}
      </div>
    </dialog>
  );
};
