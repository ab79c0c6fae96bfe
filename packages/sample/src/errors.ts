const texts = {
  SAMPLE_CUSTOMERS: 'number of customers out of range',
  SAMPLE_FAULT: 'a fault could not be placed',
} as const;

export type SampleErrorCode = keyof typeof texts;

export class SampleError extends Error {
  readonly code: SampleErrorCode;

  constructor(code: SampleErrorCode, value: unknown, remedy: string) {
    super(`${texts[code]}: ${String(value)}; ${remedy}`);
    this.name = 'SampleError';
    this.code = code;
  }
}

/** Problem, then value, then what to do. */
export const sampleError = (code: SampleErrorCode, value: unknown, remedy: string): SampleError =>
  new SampleError(code, value, remedy);
