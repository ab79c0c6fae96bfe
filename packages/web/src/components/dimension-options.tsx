import { words } from '../format/words.js';

/** Dimensions to choose from, in words. */
export const DimensionOptions = ({ dimensions }: { readonly dimensions: readonly string[] }) =>
  dimensions.map((name) => (
    <option key={name} value={name}>
      {words(name)}
    </option>
  ));
