/** Entries of stat-reference.json that the tests of this folder hold. */
export const claims: readonly string[] = [
  'pub-sbg-regular',
  'mle-regular_sbg',
  'mle-regular_bdw',
  'mle-highend_sbg',
  'mle-highend_bdw',
  'mle-bdw-5y',
];
