import { useId } from 'react';

/** Reads the files by a mapping that someone wrote for them: what each column is, value by value. */
export const MappingFile = ({
  isUsed,
  isBusy,
  onApply,
}: {
  readonly isUsed: boolean;
  readonly isBusy: boolean;
  readonly onApply: (text: string | null) => void;
}) => {
  const id = useId();
  return (
    <details className="note" open={isUsed}>
      <summary>{isUsed ? 'Read by a mapping file' : 'Use a mapping file'}</summary>
      <p className="quiet">
        A mapping says which column is what, down to the values (which stage counts as won). It is tried
        before the built-in ones.
      </p>
      {isUsed ? (
        <button type="button" className="quiet-button" disabled={isBusy} onClick={() => onApply(null)}>
          Read them without it
        </button>
      ) : (
        <p>
          <label htmlFor={id}>Mapping file (YAML) </label>
          <input
            id={id}
            type="file"
            accept=".yaml,.yml"
            disabled={isBusy}
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              if (file) void file.text().then(onApply);
            }}
          />
        </p>
      )}
    </details>
  );
};
