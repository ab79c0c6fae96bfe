import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import { warehouseError } from '../errors.js';
import { type WorkspaceConfig, workspaceConfigSchema } from './workspace-config.js';

/**
 * Reads and checks a `bellwether.yaml`. Throws CONFIG_INVALID with file, line and the path of the setting.
 * @param path where the file is
 * @param shown the name to print in messages
 */
export const readConfig = (path: string, shown = 'bellwether.yaml'): WorkspaceConfig => {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines, prettyErrors: false });
  const syntax = document.errors[0];
  if (syntax) {
    const { line, col } = lines.linePos(syntax.pos[0]);
    throw warehouseError('CONFIG_INVALID', `${shown}:${line}:${col}`, syntax.message);
  }
  const parsed = workspaceConfigSchema.safeParse(document.toJS() ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const keys = (issue?.path ?? []).map(String);
  let node: unknown;
  for (let depth = keys.length; depth >= 0 && node === undefined; depth -= 1) {
    node = document.getIn(keys.slice(0, depth), true);
  }
  const range = (node as { range?: readonly number[] } | undefined)?.range;
  const at = range ? lines.linePos(range[0] ?? 0) : { line: 1, col: 1 };
  throw warehouseError(
    'CONFIG_INVALID',
    `${shown}:${at.line}:${at.col} ${keys.join('.')}`.trim(),
    issue?.message ?? 'unknown',
  );
};
