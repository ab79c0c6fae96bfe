/** Entries of stat-reference.json that the tests of this folder hold. */
export const claims: readonly string[] = [
  'pub-gg-cdnow',
  'pub-gg-cdnow-spend',
  'pub-gg-cdnow-spend-mle',
  'run-clvtools-cdnow-gg',
];
