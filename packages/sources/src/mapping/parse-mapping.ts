import { findEntity } from '@bellwether/model';
import { LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { sourceError } from '../errors.js';
import { makePack } from './pack.js';
import type { MappingPack } from './pack.js';
import { packSchema } from './schema.js';
import type { PackDocument } from './schema.js';

type Path = readonly (string | number)[];

/** Line and column (both from 1) of the deepest node of a path that exists. */
const locate = (document: Document, lines: LineCounter, path: Path): { line: number; column: number } => {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as
      | { range?: [number, number, number] }
      | undefined;
    if (node?.range) {
      const position = lines.linePos(node.range[0]);
      return { line: position.line, column: position.col };
    }
  }
  return { line: 1, column: 1 };
};

/** The deepest complaint of a union is the one that helps: the branch that got furthest. */
const deepest = (
  issue: { path: PropertyKey[]; message: string; code?: string; errors?: unknown },
  base: Path,
): { path: Path; message: string } => {
  const path = [...base, ...issue.path.map((part) => (typeof part === 'symbol' ? part.toString() : part))];
  const branches = (issue.errors ?? []) as { path: PropertyKey[]; message: string; code?: string }[][];
  const found = branches.flatMap((branch) => branch.map((inner) => deepest(inner, path)));
  const best = found
    .filter((inner) => inner.path.length > path.length)
    .sort((a, b) => b.path.length - a.path.length)[0];
  if (best) return best;
  const own = found
    .map((inner) => inner.message)
    .filter((message) => !message.startsWith('Invalid input: expected'));
  return { path, message: own[0] ?? issue.message };
};

const checkNames = (pack: PackDocument, fail: (path: Path, problem: string) => never): void => {
  for (const [name, stream] of Object.entries(pack.streams)) {
    for (const [index, mapping] of stream.entities.entries()) {
      const path = ['streams', name, 'entities', index];
      const entity = findEntity(mapping.entity);
      if (!entity) fail([...path, 'entity'], `no entity is called '${mapping.entity}'`);
      for (const column of Object.keys(mapping.columns)) {
        if (entity.columns[column]) continue;
        fail(
          [...path, 'columns', column],
          `${mapping.entity} has no column '${column}'; it has ${Object.keys(entity.columns).join(', ')}`,
        );
      }
    }
  }
};

/**
 * Reads a mapping file.
 * @param text YAML in the mapping language (README of this package).
 * @param fileName name to show in messages.
 * @throws SourceError MAPPING_YAML or MAPPING_SCHEMA, with file, line and column of the first fault.
 */
export const parseMapping = (text: string, fileName: string): MappingPack => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: true });
  const fault = document.errors[0];
  if (fault) {
    const { line, col } = lines.linePos(fault.pos[0]);
    throw sourceError(
      'MAPPING_YAML',
      fileName,
      line,
      col,
      fault.message.split('\n')[0]?.replace(/ at line .*$/, '') ?? '',
    );
  }
  const fail = (path: Path, problem: string): never => {
    const { line, column } = locate(document, lines, path);
    throw sourceError('MAPPING_SCHEMA', fileName, line, column, path.join('.') || 'file', problem);
  };
  const raw = document.toJS() as { streams?: unknown } | null;
  // Keys that start with a dot hold anchors for reuse and are no part of the mapping.
  const content =
    raw && typeof raw === 'object' && !Array.isArray(raw)
      ? Object.fromEntries(Object.entries(raw).filter(([key]) => !key.startsWith('.')))
      : raw;
  const result = packSchema.safeParse(content);
  if (!result.success) {
    const issue = result.error.issues[0];
    const { path, message } = issue ? deepest(issue, []) : { path: [], message: 'unknown fault' };
    fail(path, message);
  }
  checkNames(result.data as PackDocument, fail);
  return makePack(result.data as PackDocument, fileName);
};
