import { describeFormat, type Stream } from '@bellwether/sources';
import { type ImportPlan, type PlannedTable, tableSamples } from '@bellwether/warehouse';
import type { Answer } from '../http/app-types.js';
import type { Host } from '../host.js';
import type { planned } from '../schemas/import.js';

/** Problems of reading that are listed; the count says how many there are. */
const listed = 50;
const sampleRows = 5;

type Table = Answer<typeof planned>['tables'][number];

/** What an import would do, as the wizard shows it. */
export const presentPlan = async (host: Host, plan: ImportPlan): Promise<Answer<typeof planned>> => {
  const tables: Table[] = [];
  for (const table of plan.tables) tables.push(await presentTable(host, table));
  return {
    tables,
    passedOver: plan.passedOver.map(({ path, reason }) => ({ path: host.shownFile(path), reason })),
    questions: plan.tables.reduce((sum, { ambiguous }) => sum + ambiguous.length, 0),
  };
};

const presentTable = async (host: Host, planned: PlannedTable): Promise<Table> => {
  const { table, recognised, profiles, compiled, ambiguous } = planned;
  const profileOf = new Map(profiles.map((profile) => [profile.name, profile]));
  const unmapped = new Set(compiled?.unmapped ?? []);
  const targets = recognised ? targetsOf(recognised.stream) : new Map<string, string[]>();
  return {
    file: host.shownFile(table.path),
    table: table.name,
    rows: table.rows,
    fate: planned.fate,
    reason: planned.reason,
    stream: recognised?.stream.id ?? null,
    streamTitle: recognised?.stream.title ?? null,
    confidence: recognised?.confidence ?? null,
    rivals: recognised?.rivals ?? [],
    headers: table.columns.map(({ header, name }) => {
      const profile = profileOf.get(name);
      const format = profile?.formats[0];
      const used = compiled === null ? null : !unmapped.has(header);
      return {
        header,
        name,
        mapped: used === false ? [] : (targets.get(plain(header)) ?? []),
        used,
        format: format === undefined ? null : describeFormat(format),
        proof: profile?.proof ?? null,
        examples: profile?.examples ?? [],
        empty: profile?.empty ?? null,
        distinct: profile?.distinct ?? null,
        bad: profile === undefined ? null : profile.bad,
      };
    }),
    entities: (compiled?.entities ?? []).map(({ entity, columns }) => ({ entity, columns })),
    unmapped: compiled?.unmapped ?? [],
    ambiguous: ambiguous.map(({ header, column, question, rule, examples, remedy }) => ({
      header,
      column,
      question,
      rule,
      examples,
      remedy,
    })),
    notes: [...table.notes, ...(compiled?.notes ?? [])].map(({ rule, message }) => ({ rule, message })),
    problems: table.problems.slice(0, listed).map(({ line, rule, message }) => ({ line, rule, message })),
    problemCount: table.problems.length,
    samples: await tableSamples(host.workspace, table, sampleRows),
  };
};

/** Headers meet without case, spaces and marks. */
const plain = (header: string): string => header.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');

/** Parts of a mapped value that name headers or hold values that do. */
const sources = new Set(['from', 'else', 'concat', 'sum', 'product', 'case', 'value']);

/** Texts that a mapping names as headers: a plain text, or what stands under `from`, alone or in a list. */
const headersIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(headersIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => (sources.has(key) ? headersIn(part) : []));
};

/** By header, the columns of the model that it gives; under each spelling that the pack knows. */
const targetsOf = (stream: Stream): Map<string, string[]> => {
  const targets = new Map<string, string[]>();
  for (const { entity, columns } of stream.entities) {
    for (const [column, value] of Object.entries(columns ?? {})) {
      const target = `${entity}.${column}`;
      const spelled = new Set(
        headersIn(value)
          .flatMap((header) => [header, ...(stream.labels.get(header) ?? [])])
          .map(plain),
      );
      for (const header of spelled) {
        const known = targets.get(header) ?? [];
        if (!known.includes(target)) targets.set(header, [...known, target]);
      }
    }
  }
  return targets;
};
