/** Entries of stat-reference.json that the tests in this folder reproduce. */
export const claims: readonly string[] = [
  'pub-causalimpact-arma',
  'pub-causalimpact-basque',
  'pub-causalimpact-comparison',
  'pub-causalimpact-volks',
  'pub-tfci-readme',
  'run-r-its_seatbelts',
  'run-r-its_seatbelts_levelonly',
  'run-r-ljungbox_its',
  'sim-causalimpact-aa',
  'sim-coverage-false-positives',
];
