import { type IdentityMethod, identityMethods } from './methods.js';

/** Two records that a person keeps apart. */
export interface Pair {
  readonly one: string;
  readonly other: string;
}

/** A piece of evidence that two records are one. */
export interface Link extends Pair {
  readonly method: IdentityMethod;
  /** 0 to 1. */
  readonly confidence: number;
}

export interface Refusal {
  readonly link: Link;
  /** The two that the link would have put into one group. */
  readonly apart: Pair;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const ends = ({ one, other }: Pair): readonly [string, string] => (one < other ? [one, other] : [other, one]);
const byIds = (a: Pair, b: Pair): number =>
  compare(ends(a)[0], ends(b)[0]) || compare(ends(a)[1], ends(b)[1]);

/** The strongest link first; ids decide between equals, so that the order in which records came says nothing. */
const byStrength = (a: Link, b: Link): number =>
  b.confidence - a.confidence ||
  identityMethods.indexOf(a.method) - identityMethods.indexOf(b.method) ||
  byIds(a, b);

/** Groups that grow link by link, each with the pairs that speak of one of its records. */
class Groups {
  readonly #parent = new Map<string, string>();
  readonly #pairs = new Map<string, Pair[]>();

  constructor(apart: readonly Pair[]) {
    for (const pair of apart)
      for (const id of ends(pair)) this.#pairs.set(id, [...(this.#pairs.get(id) ?? []), pair]);
  }

  #root(id: string): string {
    let root = id;
    for (let next = this.#parent.get(root); next !== undefined; next = this.#parent.get(root)) root = next;
    for (let at = id; at !== root; ) {
      const next = this.#parent.get(at) ?? root;
      this.#parent.set(at, root);
      at = next;
    }
    return root;
  }

  /** Puts the groups of both ends together, or gives the pair for which that may not be: their own where there is one. */
  join(link: Link): Pair | null {
    const [one, other] = [this.#root(link.one), this.#root(link.other)];
    if (one === other) return null;
    const pairsOf = (root: string): Pair[] => this.#pairs.get(root) ?? [];
    const [less, more] =
      pairsOf(one).length < pairsOf(other).length ? ([one, other] as const) : ([other, one] as const);
    const between = pairsOf(less).filter((pair) =>
      [this.#root(pair.one), this.#root(pair.other)].every((root) => root === one || root === other),
    );
    const [first] = between.sort(byIds);
    if (first) return between.find((pair) => byIds(pair, link) === 0) ?? first;
    this.#parent.set(less, more);
    const all = pairsOf(more);
    for (const pair of pairsOf(less)) all.push(pair);
    this.#pairs.set(more, all);
    this.#pairs.delete(less);
    return null;
  }
}

/**
 * The links that must not count, so that no two records that a person keeps apart end up in one group. Links are taken
 * the strongest first (confidence, method, ids), and one that would bring such a pair together, over however many
 * records, is refused. A separation beats every link, also one that people declared.
 */
export const refusedLinks = (links: readonly Link[], apart: readonly Pair[]): readonly Refusal[] => {
  const groups = new Groups(apart);
  return links.toSorted(byStrength).flatMap((link) => {
    const pair = groups.join(link);
    return pair === null ? [] : [{ link, apart: pair }];
  });
};
