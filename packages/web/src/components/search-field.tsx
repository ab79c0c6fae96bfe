import { useView } from '../url/use-view.js';

/** Finds in what the page has already fetched; what is looked for stands in the address. */
export const SearchField = () => {
  const [view, change] = useView();
  return (
    <label className="inline-field">
      <span>Find</span>
      <input
        type="search"
        value={view.q ?? ''}
        onChange={(event) => change({ q: event.target.value }, true)}
      />
    </label>
  );
};
