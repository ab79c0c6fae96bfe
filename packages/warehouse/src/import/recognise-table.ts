import {
  findStream,
  type MappingPack,
  type PreparedTable,
  recognise,
  type Stream,
} from '@bellwether/sources';
import { warehouseError } from '../errors.js';

/** From here on every header that the stream needs is there. */
const sureFrom = 0.6;

export interface RecognisedTable {
  readonly stream: Stream;
  readonly confidence: number;
  /** Other streams that fit as well: then only a person can tell. */
  readonly rivals: readonly string[];
}

/**
 * What a table is. A stream named by the user is taken at their word; else the best one by its headers, the user's own
 * mappings before the packs. Null where nothing fits.
 */
export const recogniseTable = (
  table: PreparedTable,
  own: readonly MappingPack[],
  packs: readonly MappingPack[],
  named?: string,
): RecognisedTable | null => {
  if (named !== undefined) {
    const stream = findStream([...own, ...packs], named);
    if (!stream) {
      const known = [...own, ...packs].flatMap((pack) => pack.streams.map(({ id }) => id));
      throw warehouseError('IMPORT_UNKNOWN_STREAM', named, known.join(', '));
    }
    return { stream, confidence: 1, rivals: [] };
  }
  const headers = { name: table.name, headers: table.columns.map(({ header }) => header) };
  for (const group of [own, packs]) {
    const [best, ...others] = recognise(headers, group).filter(({ confidence }) => confidence >= sureFrom);
    if (best) {
      const rivals = others
        .filter(({ confidence }) => confidence >= best.confidence)
        .map(({ stream }) => stream.id);
      return { stream: best.stream, confidence: best.confidence, rivals };
    }
  }
  return null;
};
