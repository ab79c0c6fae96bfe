import { HeaderIndex, normaliseHeader } from './headers.js';
import { mentionedHeaders } from './mentioned-headers.js';
import type { MappingPack, Stream } from './pack.js';

export interface Recognised {
  readonly stream: Stream;
  readonly pack: MappingPack;
  /** 0 to 1. From 0.6 on every header that the stream needs is there; below, some are missing. */
  readonly confidence: number;
  /** Headers that the stream needs and the table lacks. */
  readonly missing: readonly string[];
  /** Headers of the table that the stream does not know. */
  readonly extra: readonly string[];
}

const words = (name: string): readonly string[] =>
  name
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && word !== 'data' && word !== 'csv');

const singular = (word: string): string => (word.endsWith('s') ? word.slice(0, -1) : word);

/** 1 where the file is called exactly so (the vendor's own name aside), less where its name holds the words among others. */
export const fileNameScore = (
  fileName: string,
  wanted: string | readonly string[] | undefined,
  source: string,
): number => {
  const named = words(fileName).map(singular);
  const own = named.filter(
    (word) => word !== singular(source) && !words(source).map(singular).includes(word),
  );
  let best = 0;
  for (const candidate of wanted === undefined ? [] : typeof wanted === 'string' ? [wanted] : wanted) {
    const needed = words(candidate).map(singular);
    if (needed.length === 0) continue;
    if (own.join(' ') === needed.join(' ') || named.join(' ') === needed.join(' ')) return 1;
    if (` ${named.join(' ')} `.includes(` ${needed.join(' ')} `)) {
      best = Math.max(best, 0.3 + (0.4 * needed.length) / Math.max(own.length, needed.length));
    }
  }
  return best;
};

/** Words that any table may have: alone they say nothing, so the name of the file has to speak too. */
const generic = new Set(
  [
    'id',
    'name',
    'date',
    'email',
    'type',
    'status',
    'created at',
    'updated at',
    'account id',
    'customer id',
    'value',
    'amount',
    'label',
  ].map(normaliseHeader),
);

const isMeta = (header: string): boolean => /^_(fivetran|airbyte|dlt)_/i.test(header) || header === '';

const score = (
  table: { name: string; headers: readonly string[] },
  stream: Stream,
  pack: MappingPack,
): Recognised | null => {
  const columns = table.headers.map((header, index) => ({ name: `c${index}`, header }));
  const index = new HeaderIndex(columns, stream.labels);
  const { recognise } = stream;
  if (recognise.not?.some((header) => index.find(header))) return null;
  const missing = recognise.headers.filter((header) => index.findAll(header).length === 0);
  const found = recognise.headers.length - missing.length;
  if (found === 0) return null;
  const known = new Set(
    [...recognise.headers, ...(recognise.any ?? []), ...stream.entities.flatMap(mentionedHeaders)].flatMap(
      (header) => index.findAll(header).map((match) => match.column.name),
    ),
  );
  const own = columns.filter((column) => !isMeta(column.header));
  const extra = own.filter((column) => !known.has(column.name)).map((column) => column.header);
  const covered = own.length === 0 ? 0 : (own.length - extra.length) / own.length;
  const file = fileNameScore(table.name, recognise.file, stream.source);
  const share = found / recognise.headers.length;
  if (missing.length > 0)
    return { stream, pack, confidence: round(0.5 * share * (0.5 + 0.5 * covered)), missing, extra };
  // More needed headers are stronger evidence than few.
  const evidence = Math.min(recognise.headers.length, 6) / 6;
  // A vendor's signature is stronger evidence than a table that merely has the right words; the user's own beats both.
  const rank = { custom: 0.05, plain: -0.1 }[stream.layout as string] ?? 0;
  const isWeak = recognise.headers.every((header) => generic.has(normaliseHeader(header)));
  if (isWeak && file === 0 && stream.layout !== 'custom')
    return { stream, pack, confidence: 0.4, missing, extra };
  const sum = 0.6 + 0.1 * covered + 0.1 * evidence + 0.2 * file + rank;
  return { stream, pack, confidence: round(Math.min(1, Math.max(0.51, sum))), missing, extra };
};

const round = (value: number): number => Math.round(value * 1000) / 1000;

/**
 * What a table may be, by its header and, where headers tie, by its name. Best first; equal confidence means a tie
 * that the caller should report. Candidates that lack most of their headers are left out.
 */
export const recognise = (
  table: { readonly name: string; readonly headers: readonly string[] },
  packs: readonly MappingPack[],
): readonly Recognised[] =>
  packs
    .flatMap((pack) => pack.streams.flatMap((stream) => score(table, stream, pack) ?? []))
    .filter((candidate) => candidate.missing.length === 0 || candidate.confidence >= 0.3)
    .sort((a, b) => b.confidence - a.confidence || a.stream.id.localeCompare(b.stream.id));
