import { generateSample, type Truth } from '@bellwether/sample';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ImportReport,
  importFiles,
  listRejects,
  type OpenIssue,
  openIssues,
  openWorkspace,
  type Reject,
  type Workspace,
} from '../../src/index.js';
import { rowsOf, temporaryFolder } from '../temporary.js';
import { comparableFigures, compareWithTruth } from './truth-comparison.js';

/** A wrong row, as the simulation wrote it down, and what must become of it. */
interface Fault {
  readonly kind: string;
  readonly rule: string;
  readonly must: 'quarantined' | 'flagged' | 'ignored' | 'deduplicated' | 'held';
  readonly id: string | null;
  readonly file: string;
  readonly sheet: string | null;
  readonly line: number | null;
}

const folder = temporaryFolder();
const directory = join(folder.path, 'sample');
let workspace: Workspace;
let report: ImportReport;
let faults: Fault[];
let rejects: Reject[];
let issues: OpenIssue[];
let ignored: { file: string; reason: string; rule: string }[];

beforeAll(async () => {
  await generateSample({ directory, customers: 60, seed: 7, faults: true });
  faults = (JSON.parse(readFileSync(join(directory, 'faults.json'), 'utf8')) as { faults: Fault[] }).faults;
  workspace = await openWorkspace(directory);
  report = await importFiles(workspace, [join(directory, 'exports')]);
  rejects = await listRejects(workspace);
  issues = await openIssues(workspace);
  ignored = (
    await rowsOf(
      workspace,
      'SELECT f.file, i.reason, i.rule FROM control.ignored i JOIN control.batch_file f USING (file_id)',
    )
  ).map((row) => ({
    file: basename(String(row['file'])),
    reason: String(row['reason']),
    rule: String(row['rule']),
  }));
});

afterAll(async () => {
  await workspace.close();
  folder.remove();
});

const rejectOf = (fault: Fault): Reject | undefined =>
  rejects.find(
    ({ file, line, rule }) =>
      file.includes(basename(fault.file)) && line === fault.line && rule === fault.rule,
  );

/** Says how a fault was dealt with; null where it was not. */
const found = (fault: Fault): string | null => {
  const issue = issues.find(({ rule, scope }) => rule === fault.rule && scope !== 'quarantine');
  const file = basename(fault.file);
  switch (fault.must) {
    case 'quarantined':
      return rejectOf(fault) ? 'kept out, with line and rule' : null;
    case 'flagged':
      return issue ? issue.message : null;
    case 'ignored':
    case 'deduplicated':
      if (fault.rule === 'F-07')
        return report.files.filter((one) => one.fate === 'already_loaded').length === 1 ? 'taken once' : null;
      if (['F-06', 'F-10', 'T-12'].includes(fault.rule)) {
        const word =
          { 'total-row': 'total', footer: 'footer', 'blank-line': 'blank', 'event-twice': 'T-12' }[
            fault.kind
          ] ?? fault.kind;
        return ignored.find((one) => one.file === file && one.reason.includes(word))?.reason ?? null;
      }
      return issue ? issue.message : null;
    default:
      return null;
  }
};

describe('the sample company with faults', () => {
  it('injects at least forty kinds of dirt', () => {
    expect(new Set(faults.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(40);
  });

  it('catches and names every one of them', () => {
    const missed = faults.filter((fault) => fault.must !== 'held' && found(fault) === null);
    expect(missed.map(({ kind, rule, must }) => `${kind} (${rule}) was not ${must}`)).toEqual([]);
  });

  it('keeps out nothing else', () => {
    const wanted = new Set(
      faults
        .filter(({ must }) => must === 'quarantined')
        .map(({ file, line }) => `${basename(file)}:${String(line)}`),
    );
    const extra = rejects.filter(
      ({ file, line }) => !wanted.has(`${basename(file).replace(/#.*$/, '')}:${String(line)}`),
    );
    expect(
      extra.map(({ file, line, rule, message }) => `${basename(file)}:${String(line)} ${rule} ${message}`),
    ).toEqual([]);
  });

  it('flags nothing else: every warning is of a rule that a fault breaks', () => {
    const rules = new Set(faults.map(({ rule }) => rule));
    const extra = issues.filter(({ rule, severity }) => severity !== 'info' && !rules.has(rule));
    expect(extra.map(({ rule, entity, message }) => `${rule} ${entity ?? ''} ${message}`)).toEqual([]);
  });

  it.each(['held/orders_by_hand.csv', 'held/costs_by_hand.csv'])('stops and asks at %s', async (file) => {
    await expect(importFiles(workspace, [join(directory, file)])).rejects.toMatchObject({
      code: 'IMPORT_AMBIGUOUS',
    });
  });

  it('gives the figures of the clean company all the same', async () => {
    const truth = JSON.parse(readFileSync(join(directory, 'truth.json'), 'utf8')) as Truth;
    const wrong: Record<string, unknown> = {};
    for (const id of comparableFigures(workspace, truth)) {
      const { differences } = await compareWithTruth(workspace, truth, id);
      if (differences.length > 0) wrong[id] = differences.slice(0, 3);
    }
    expect(wrong).toEqual({});
  });
});
