import { canonicalJson } from '../definition/canonical-json.js';
import type { Frame } from './scan-of-leg.js';
import type { ClusterOutput, Coverage, Output, Scan } from './scan.js';
import type { LegAddress } from './logical-plan.js';

type Entry = {
  readonly id: string;
  readonly frame: Frame;
  readonly outputs: Map<string, Output>;
  readonly clusters: Map<string, ClusterOutput>;
  readonly edges: Set<string>;
};

/** Collects what legs need and gives equal needs one scan, one output, one look at the coverage. */
export class ScanBook {
  readonly #entries = new Map<string, Entry>();
  readonly #coverage = new Map<string, Coverage>();

  #entry(frame: Frame): Entry {
    const key = canonicalJson(frame);
    const known = this.#entries.get(key);
    if (known !== undefined) return known;
    const entry: Entry = {
      id: `s${this.#entries.size}`,
      frame,
      outputs: new Map(),
      clusters: new Map(),
      edges: new Set(),
    };
    this.#entries.set(key, entry);
    return entry;
  }

  /** `alias` is for scans whose columns are fixed (pair, cohort), `edges` for stocks. */
  add(
    frame: Frame,
    output: Omit<Output, 'alias'>,
    alias?: string,
    edges: readonly string[] = [],
  ): LegAddress {
    const entry = this.#entry(frame);
    for (const edge of edges) entry.edges.add(edge);
    if (alias !== undefined) return { scan: entry.id, alias };
    const key = canonicalJson(output);
    const known = entry.outputs.get(key) ?? { alias: `v${entry.outputs.size}`, ...output };
    entry.outputs.set(key, known);
    return { scan: entry.id, alias: known.alias };
  }

  addClusters(frame: Frame, clusters: Omit<ClusterOutput, 'alias'>): LegAddress {
    const entry = this.#entry(frame);
    const key = canonicalJson(clusters);
    const known = entry.clusters.get(key) ?? { alias: `c${entry.clusters.size}`, ...clusters };
    entry.clusters.set(key, known);
    return { scan: entry.id, alias: known.alias };
  }

  cover(fact: string, dates: readonly string[]): string {
    const key = canonicalJson([fact, dates]);
    const known = this.#coverage.get(key) ?? { alias: `a${this.#coverage.size}`, fact, dates };
    this.#coverage.set(key, known);
    return known.alias;
  }

  get coverage(): readonly Coverage[] {
    return [...this.#coverage.values()];
  }

  get scans(): Readonly<Record<string, Scan>> {
    return Object.fromEntries(
      [...this.#entries.values()].map(({ id, frame, outputs, clusters, edges }) => {
        if (frame.kind === 'pair' || frame.kind === 'cohort') return [id, frame];
        if (frame.kind === 'flow_clusters') return [id, { ...frame, clusters: [...clusters.values()] }];
        if (frame.kind === 'stock') {
          return [id, { ...frame, edges: [...edges].sort(), outputs: [...outputs.values()] }];
        }
        return [id, { ...frame, outputs: [...outputs.values()] }];
      }),
    );
  }
}
