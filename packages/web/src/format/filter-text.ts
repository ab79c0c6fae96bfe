import type { DimensionFilter } from '../api/types.js';
import { dimensionValue, words } from './words.js';

/** One filter in words. */
export const oneFilterText = ({ dimension, values, exclude }: DimensionFilter): string =>
  `${words(dimension).toLowerCase()} ${exclude === true ? 'not ' : ''}${values.map(dimensionValue).join(' or ')}`;

/** Filters in words, as an export says them. */
export const filterText = (where: readonly DimensionFilter[]): string =>
  where.length === 0 ? 'none' : where.map(oneFilterText).join('; ');
