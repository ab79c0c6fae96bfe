import type { Comparison, DimensionFilter } from '../api/types.js';

/** Everything that a view depends on stands in the address, so copying the address shares the view. */
export interface ViewSearch {
  /** A preset, a period's name, or two names joined by `..`. */
  readonly period?: string | undefined;
  readonly compare?: string | undefined;
  readonly grain?: string | undefined;
  readonly by?: string | undefined;
  /** `dimension=value`, once for each value kept; `dimension=` stands for what nobody recorded. */
  readonly where?: readonly string[] | undefined;
  readonly tab?: string | undefined;
  readonly leg?: string | undefined;
  readonly page?: string | undefined;
  readonly q?: string | undefined;
  readonly sort?: string | undefined;
  readonly measure?: string | undefined;
  readonly pipeline?: string | undefined;
  readonly owner?: string | undefined;
  readonly segment?: string | undefined;
  readonly status?: string | undefined;
  readonly concerns?: string | undefined;
  readonly health?: string | undefined;
  readonly kinds?: string | undefined;
  readonly show?: string | undefined;
  readonly reason?: string | undefined;
  readonly source?: string | undefined;
  readonly method?: string | undefined;
  readonly batch?: string | undefined;
  readonly import?: string | undefined;
}

const names = [
  'period',
  'compare',
  'grain',
  'by',
  'tab',
  'leg',
  'page',
  'q',
  'sort',
  'measure',
  'pipeline',
  'owner',
  'segment',
  'status',
  'concerns',
  'health',
  'kinds',
  'show',
  'reason',
  'source',
  'method',
  'batch',
  'import',
] as const;

/** Reads the query of an address; what it does not know is dropped. */
export const parseSearch = (text: string): ViewSearch => {
  const search = new URLSearchParams(text);
  const found: Record<string, string | readonly string[]> = {};
  for (const name of names) {
    const value = search.get(name);
    if (value !== null && value !== '') found[name] = value;
  }
  const where = search.getAll('where').filter((one) => one.includes('='));
  if (where.length > 0) found['where'] = where;
  return found;
};

/** Writes it, in one order, so that the same view has one address. */
export const stringifySearch = (view: Readonly<Record<string, unknown>>): string => {
  const search = new URLSearchParams();
  for (const name of names) {
    const value = view[name];
    if (typeof value === 'string' && value !== '') search.set(name, value);
  }
  const where = view['where'];
  if (Array.isArray(where)) for (const one of where) search.append('where', String(one));
  const text = search.toString().replaceAll('%3D', '=').replaceAll('%3A', ':');
  return text === '' ? '' : `?${text}`;
};

/** `dimension=value` of the address as the filters of a request: values of one dimension together. */
export const filtersOf = (where: readonly string[] | undefined): readonly DimensionFilter[] => {
  const byDimension = Map.groupBy(where ?? [], (one) => one.slice(0, one.indexOf('=')));
  return [...byDimension].map(([dimension, all]) => ({
    dimension,
    values: all.map((one) => {
      const value = one.slice(one.indexOf('=') + 1);
      return value === '' ? null : value;
    }),
  }));
};

/** One value kept, as it stands in the address. */
export const whereText = (dimension: string, value: string | null): string => `${dimension}=${value ?? ''}`;

/** The comparison of a view: with the period before unless the address says otherwise. */
export const comparisonOf = ({ compare }: ViewSearch): Comparison | null =>
  compare === 'none' ? null : compare === 'year' ? 'year' : 'previous';
