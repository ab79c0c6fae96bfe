import { useView } from '../url/use-view.js';
import { FilterChooser } from './filter-chooser.js';

/** Which parts of the figures on the page are kept; several values at once, all in the address. */
export const FilterBar = ({ dimensions }: { readonly dimensions: readonly string[] }) => {
  const [view, change] = useView();
  return dimensions.length === 0 ? null : (
    <FilterChooser
      dimensions={dimensions}
      where={view.where ?? []}
      onChange={(where) => change({ where: where.length === 0 ? undefined : where, page: undefined })}
    />
  );
};
