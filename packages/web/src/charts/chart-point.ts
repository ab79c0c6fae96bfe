/** One period of a trend. Null is a gap, never 0. */
export interface ChartPoint {
  /** Name of the period, as the API writes it. */
  readonly period: string;
  readonly value: number | null;
  readonly low?: number | null | undefined;
  readonly high?: number | null | undefined;
  /** The period is not over: hatched and dashed. */
  readonly partial?: boolean | undefined;
  /** Why there is no value. */
  readonly reason?: string | null | undefined;
  /** The figure it is compared with, for the thin second line. */
  readonly compared?: number | null | undefined;
  readonly target?: number | null | undefined;
}

export interface ChartAnnotation {
  readonly period: string;
  readonly text: string;
}

export type FormatNumber = (value: number) => string;
