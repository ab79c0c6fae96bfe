/** Entries of stat-reference.json that the tests in this folder reproduce. */
export const claims: readonly string[] = ['run-r-logit_telco', 'run-r-isoreg'];
