import { useState } from 'react';
import { useStreams } from '../../api/queries.js';

/** Says what a file is, in place of recognising it. */
export const StreamChoiceField = ({
  rivals,
  value,
  isBusy,
  onApply,
}: {
  readonly rivals: readonly string[];
  readonly value: string;
  readonly isBusy: boolean;
  readonly onApply: (as: string) => void;
}) => {
  const streams = useStreams().data ?? [];
  const [chosen, setChosen] = useState(value);
  const first = streams.filter(({ id }) => rivals.includes(id));
  const others = streams.filter(({ id }) => !rivals.includes(id));
  return (
    <div className="form form-row">
      <label>
        It is an export of
        <select value={chosen} onChange={(event) => setChosen(event.target.value)}>
          <option value="">what its headers say</option>
          {first.length === 0 ? null : (
            <optgroup label="Fits as well">
              {first.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title} ({id})
                </option>
              ))}
            </optgroup>
          )}
          <optgroup label="All kinds">
            {others.map(({ id, title }) => (
              <option key={id} value={id}>
                {title} ({id})
              </option>
            ))}
          </optgroup>
        </select>
      </label>
      <button type="button" className="button" disabled={isBusy} onClick={() => onApply(chosen)}>
        Read it as that
      </button>
    </div>
  );
};
