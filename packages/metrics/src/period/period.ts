import type { Grain } from './grain.js';

/** A half-open range of local dates [start, end), ISO text, with the name a person reads. */
export interface Period {
  readonly name: string;
  readonly grain: Grain;
  readonly start: string;
  readonly end: string;
}
