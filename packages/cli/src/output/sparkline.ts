const blocks = '▁▂▃▄▅▆▇█';

/** A series as a row of blocks, lowest to highest; a missing value is a dot. */
export const sparkline = (values: readonly (number | null)[]): string => {
  const known = values.filter((value) => value !== null);
  const low = Math.min(...known);
  const span = Math.max(...known) - low;
  return values
    .map((value) =>
      value === null
        ? '·'
        : (blocks[span === 0 ? 3 : Math.round(((value - low) / span) * (blocks.length - 1))] ?? '·'),
    )
    .join('');
};
