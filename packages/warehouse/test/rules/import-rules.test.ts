import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFiles } from '../../src/import/import-files.js';
import { listRejects } from '../../src/import/rejects.js';
import { openIssues } from '../../src/quality/open-issues.js';
import type { Workspace } from '../../src/workspace/workspace.js';
import { importCases } from './cases/import.js';
import { openGround } from './support/ground.js';

let ground: Workspace;
const folder = mkdtempSync(join(tmpdir(), 'bellwether-files-'));
beforeAll(async () => {
  ground = await openGround();
});
afterAll(async () => {
  await ground.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Remarks that say how a clean file was read; they are no findings. */
const isNeutral = (message: string): boolean =>
  /^delimiter |: every byte sequence is valid UTF-8$|the file names no currency/.test(message);

describe('rules over files as they come in', () => {
  it.each(importCases.map((one, index) => [one.rule, one.about, one, index] as const))(
    '%s: %s',
    async (rule, _, one, index) => {
      mkdirSync(join(folder, String(index)));
      const path = join(folder, String(index), one.file);
      writeFileSync(path, one.text);
      const mapping = join(folder, String(index), 'mapping.yaml');
      if (one.mapping !== undefined) writeFileSync(mapping, one.mapping);
      const imported = importFiles(ground, [path], one.mapping === undefined ? {} : { mapping });
      if (one.refused) {
        const [code, ...words] = one.refused;
        const error = await imported.then(
          () => null,
          (reason: unknown) => reason as Error & { readonly code: string },
        );
        expect(error?.code).toBe(code);
        for (const word of words) expect(error?.message).toContain(word);
        return;
      }
      const report = await imported;
      const [file] = report.files;
      expect(file?.fate).toBe(one.fate ?? 'load');
      expect([file?.rowsLoaded, file?.rowsQuarantined, file?.rowsIgnored]).toEqual(one.rows);
      if (one.ignored) {
        expect(Object.fromEntries((file?.ignored ?? []).map(({ reason, rows }) => [reason, rows]))).toEqual(
          one.ignored,
        );
      }
      // A file without expected rejects has none, under this rule or another.
      const rejects = report.batchId === null ? [] : await listRejects(ground, report.batchId);
      expect(rejects.map((reject) => [reject.line, reject.column, reject.message])).toEqual(
        one.rejects ?? [],
      );
      for (const reject of rejects) expect(reject.rule).toBe(rule);
      if (one.issues) {
        const issues = (await openIssues(ground)).filter(
          (issue) =>
            issue.scope === 'file' && issue.rule === rule && issue.file === path && !isNeutral(issue.message),
        );
        expect(new Set(issues.map(({ severity, message }) => `${severity}: ${message}`))).toEqual(
          new Set(one.issues.map(([severity, message]) => `${severity}: ${message}`)),
        );
      }
    },
  );
});
