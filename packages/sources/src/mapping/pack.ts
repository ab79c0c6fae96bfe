import type { EntityMapping, PackDocument, Recognition } from './schema.js';

/** How the texts of a stream are read where neither the column nor the user says otherwise. */
export interface Locale {
  /** ISO dates, decimal points, UTC: what an API or a replication tool writes. Nothing is ambiguous. */
  readonly isIso: boolean;
  readonly dateOrder?: 'YMD' | 'DMY' | 'MDY';
  readonly decimal?: '.' | ',';
  readonly timeZone?: string;
}

/** One kind of file of a source, ready to be recognised and compiled. */
export interface Stream {
  /** `source.name`, as `--as` takes it. */
  readonly id: string;
  readonly source: string;
  readonly name: string;
  readonly title: string;
  readonly layout: 'export' | 'fivetran' | 'api' | 'plain' | 'custom' | 'unused';
  readonly recognise: Recognition;
  readonly locale: Locale;
  readonly labels: ReadonlyMap<string, readonly string[]>;
  readonly exponents: Readonly<Record<string, number>>;
  readonly ignore: NonNullable<PackDocument['streams'][string]['ignore']>;
  readonly entities: readonly EntityMapping[];
  /** Why nothing is taken from it; null for a stream that is mapped. */
  readonly unusedReason: string | null;
}

export interface MappingPack {
  readonly source: string;
  readonly title: string;
  /** File or label it came from, for messages. */
  readonly file: string;
  readonly streams: readonly Stream[];
}

/** The stream named `source.name`; undefined where no pack has it. */
export const findStream = (packs: readonly MappingPack[], id: string): Stream | undefined =>
  packs.flatMap((pack) => pack.streams).find((stream) => stream.id === id);

const readLocale = (locale: PackDocument['streams'][string]['locale']): Locale => {
  if (locale === 'iso') return { isIso: true, dateOrder: 'YMD', decimal: '.', timeZone: 'UTC' };
  return {
    isIso: false,
    ...(locale?.date_order ? { dateOrder: locale.date_order } : {}),
    ...(locale?.decimal ? { decimal: locale.decimal } : {}),
    ...(locale?.time_zone ? { timeZone: locale.time_zone } : {}),
  };
};

/** Resolves a checked document into streams that stand on their own. */
export const makePack = (document: PackDocument, file: string): MappingPack => {
  const labels = new Map<string, string[]>();
  for (const language of Object.values(document.labels ?? {})) {
    for (const [header, names] of Object.entries(language)) {
      labels.set(header, [...(labels.get(header) ?? []), ...(typeof names === 'string' ? [names] : names)]);
    }
  }
  const title = document.title ?? document.source;
  const shared = { source: document.source, labels, exponents: document.exponents ?? {} };
  const streams = Object.entries(document.streams).map(
    ([name, stream]): Stream => ({
      ...shared,
      id: `${document.source}.${name}`,
      name,
      title: stream.title ?? `${title}: ${name.replaceAll('_', ' ')}`,
      layout: stream.layout ?? 'custom',
      recognise: stream.recognise,
      locale: readLocale(stream.locale),
      ignore: stream.ignore ?? [],
      entities: stream.entities,
      unusedReason: null,
    }),
  );
  const unused = Object.entries(document.unused).map(
    ([name, { reason, ...recognise }]): Stream => ({
      ...shared,
      id: `${document.source}.${name}`,
      name,
      title: `${title}: ${name.replaceAll('_', ' ')}`,
      layout: 'unused',
      recognise,
      locale: readLocale('iso'),
      ignore: [],
      entities: [],
      unusedReason: reason,
    }),
  );
  return { source: document.source, title, file, streams: [...streams, ...unused] };
};
