import { useState } from 'react';
import { useDimensionValues } from '../api/queries.js';
import { dimensionValue, words } from '../format/words.js';
import { filtersOf, whereText } from '../url/view-search.js';
import { DimensionOptions } from './dimension-options.js';

interface Props {
  readonly dimensions: readonly string[];
  /** `dimension=value`, once for each value kept. */
  readonly where: readonly string[];
  readonly onChange: (where: readonly string[]) => void;
}

/** Which parts are kept: those chosen as chips that go with a click, and two lists to add another. */
export const FilterChooser = ({ dimensions, where, onChange }: Props) => {
  const [dimension, setDimension] = useState<string | null>(null);
  const values = useDimensionValues(dimension);
  return (
    <div className="filter-bar">
      {filtersOf(where).map(({ dimension: name, values: own }) => (
        <span key={name} className="filter">
          <span>{words(name)}:</span>
          {own.map((value) => (
            <button
              key={String(value)}
              type="button"
              className="chip"
              aria-label={`Remove filter ${words(name)} ${dimensionValue(value)}`}
              onClick={() => onChange(where.filter((one) => one !== whereText(name, value)))}
            >
              {dimensionValue(value)} <span aria-hidden="true">×</span>
            </button>
          ))}
        </span>
      ))}
      <label className="inline-field">
        <span>Only</span>
        <select
          value={dimension ?? ''}
          onChange={(event) => setDimension(event.target.value === '' ? null : event.target.value)}
        >
          <option value="">add a filter …</option>
          <DimensionOptions dimensions={dimensions} />
        </select>
      </label>
      {dimension === null ? null : (
        <label className="inline-field">
          <span className="sr-only">Value of {words(dimension)}</span>
          <select
            value=""
            onChange={(event) => {
              const value = values.data?.values[Number(event.target.value)]?.value ?? null;
              const text = whereText(dimension, value);
              if (!where.includes(text)) onChange([...where, text]);
              setDimension(null);
            }}
          >
            <option value="">{values.isPending ? 'fetching …' : 'choose …'}</option>
            {(values.data?.values ?? []).map(({ value }, index) => (
              <option key={String(value)} value={index}>
                {dimensionValue(value)}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
};
