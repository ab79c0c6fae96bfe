/** A positive parameter estimated on the log scale. */
export interface LogEstimate<Name extends string = string> {
  readonly name: Name;
  readonly estimate: number;
  /** By the delta method; for comparison with papers. Use the interval. NaN without a variance. */
  readonly standardError: number;
  readonly logStandardError: number;
  /** exp(log estimate -+ z logStandardError); null when the Hessian is not positive definite. */
  readonly interval: readonly [number, number] | null;
}

/** Standard errors and interval from the variance of the log of an estimate, null where there is none. */
export function logEstimate<Name extends string>(
  name: Name,
  estimate: number,
  variance: number | null,
  z: number,
): LogEstimate<Name> {
  const logStandardError = variance === null ? Number.NaN : Math.sqrt(variance);
  const reach = Math.exp(z * logStandardError);
  return Object.freeze({
    name,
    estimate,
    standardError: estimate * logStandardError,
    logStandardError,
    interval: variance === null ? null : ([estimate / reach, estimate * reach] as const),
  });
}
