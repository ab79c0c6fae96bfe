import { generateSample, type Truth } from '@bellwether/sample';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ImportReport,
  importFiles,
  openWorkspace,
  queryMetrics,
  type Workspace,
} from '../../src/index.js';
import { temporaryFolder } from '../temporary.js';
import { comparableFigures, compareWithTruth } from './truth-comparison.js';

const folder = temporaryFolder();
const directory = join(folder.path, 'sample');
let workspace: Workspace;
let truth: Truth;
let report: ImportReport;

beforeAll(async () => {
  await generateSample({ directory, customers: 60, seed: 7 });
  truth = JSON.parse(readFileSync(join(directory, 'truth.json'), 'utf8')) as Truth;
  workspace = await openWorkspace(directory);
  report = await importFiles(workspace, [join(directory, 'exports')]);
});

afterAll(async () => {
  await workspace.close();
  folder.remove();
});

describe('the sample company, through the ordinary import', () => {
  it('is recognised whole: every file is taken, none is in doubt', () => {
    expect(report.files.filter(({ fate }) => fate !== 'load' && fate !== 'not_needed')).toEqual([]);
    expect(report.rowsQuarantined).toBe(0);
    expect(report.rowsIn).toBe(report.rowsLoaded + report.rowsIgnored);
  });

  it('gives the figures that the simulation counted, at every grain and breakdown', async () => {
    const wrong: Record<string, unknown> = {};
    let compared = 0;
    for (const id of comparableFigures(workspace, truth)) {
      const comparison = await compareWithTruth(workspace, truth, id);
      compared += comparison.compared;
      if (comparison.differences.length > 0)
        wrong[id] = {
          of: comparison.compared,
          wrong: comparison.differences.length,
          first: comparison.differences.slice(0, 3),
        };
    }
    expect(wrong).toEqual({});
    expect(compared).toBeGreaterThan(10_000);
  });

  it('gives the net present value of the CRM project', async () => {
    const { cells } = await queryMetrics(workspace, {
      metrics: ['npv'],
      from: '2023',
      to: '2025',
      grain: 'total',
    });
    expect(Number(cells[0]?.value)).toBeCloseTo(truth.npv.value, 2);
  });

  it('gives the retention triangle of every month of first payment', async () => {
    const { cells } = await queryMetrics(workspace, {
      metrics: ['cohort_retention'],
      from: '2023-01',
      to: '2025-12',
      grain: 'month',
    });
    let compared = 0;
    for (const cell of cells) {
      const cohort = truth.cohorts[cell.period];
      const age = Number(cell.by['age']);
      const active = cohort?.active[age];
      if (!cohort || active === undefined || cohort.size === 0 || cell.value === null) continue;
      expect([cell.period, age, cell.numerator, cell.denominator]).toEqual([
        cell.period,
        age,
        active,
        cohort.size,
      ]);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(100);
  });
});
