/** Forecasts of the periods after a series, nearest first, in its units. */
export interface Forecast {
  /** The model that made it, such as `ETS(M,Ad,M)`. */
  readonly method: string;
  /** Expected values (medians where the forecast was made on another scale). */
  readonly mean: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Share of outcomes the interval is meant to cover. */
  readonly level: number;
}

export interface ForecastOptions {
  /** Share of outcomes the interval is meant to cover; 0.95 by default. */
  readonly level?: number;
}
