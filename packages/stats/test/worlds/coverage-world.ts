import { binomialQuantile, createRandom, type RandomSource } from '@bellwether/stats';

/** One interval of a simulated sample and the truth it should hold; a null end sets no limit on that side. */
export interface Drawn {
  readonly low: number | null;
  readonly high: number | null;
  readonly truth: number;
}

/**
 * What an interval promises: `level` to hold the truth as often as it says, `least` at least as often (exact
 * methods of counts, and counts themselves), `none` nothing here: a world built to show where it falls short.
 */
export type Promised = 'level' | 'least' | 'none';

/** A world whose truth is known, and the intervals made of each sample of it. */
export interface CoverageWorld {
  readonly name: string;
  /** Share of samples in which each interval should hold the truth. */
  readonly level: number;
  /** Samples drawn in the tests and in the bench. */
  readonly samples: { readonly test: number; readonly bench: number };
  readonly figures: Readonly<Record<string, Promised>>;
  /** One sample: an interval for each figure, null where the data carry none. */
  readonly once: (random: RandomSource) => Readonly<Record<string, Drawn | null>>;
}

export interface Coverage {
  readonly figure: string;
  readonly promised: Promised;
  /** Samples with an interval, and those whose interval held the truth. */
  readonly made: number;
  readonly held: number;
  /** Mean width over the intervals with both ends. */
  readonly width: number;
}

/** Draws samples and counts. Each sample has a stream of its own, so more of them leave the first as they were. */
export function measureCoverage(world: CoverageWorld, samples: number): Coverage[] {
  const root = createRandom('coverage-2026').stream(world.name);
  const tally = Object.keys(world.figures).map((figure) => ({ figure, made: 0, held: 0, both: 0, width: 0 }));
  for (let sample = 0; sample < samples; sample++) {
    const drawn = world.once(root.stream(sample));
    for (const count of tally) {
      const one = drawn[count.figure];
      if (one === undefined) throw new Error(`${world.name}: no figure ${count.figure}`);
      if (one === null) continue;
      const { low, high, truth } = one;
      count.made++;
      if ((low ?? Number.NEGATIVE_INFINITY) <= truth && truth <= (high ?? Number.POSITIVE_INFINITY))
        count.held++;
      if (low !== null && high !== null && Number.isFinite(high - low)) {
        count.both++;
        count.width += high - low;
      }
    }
  }
  return tally.map(({ figure, made, held, both, width }) => ({
    figure,
    promised: world.figures[figure]!,
    made,
    held,
    width: width / both,
  }));
}

/** Chance that a proper interval leaves the limits below by bad luck, each side. */
const MISHAP = 1e-4;

/** Fewest and most of `made` samples in which an interval of this level holds the truth: binomial quantiles. */
export function luckyRange(made: number, level: number, promised: Promised): readonly [number, number] {
  if (promised === 'none') return [0, made];
  const least = binomialQuantile(MISHAP, made, level);
  return [least, promised === 'least' ? made : binomialQuantile(1 - MISHAP, made, level)];
}
