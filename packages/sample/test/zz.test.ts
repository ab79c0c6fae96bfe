import { test } from 'vitest';
import { rmSync, readFileSync, writeFileSync } from 'node:fs';
import { generateSample } from '../src/index.js';
test('e2e', async () => {
  const { openWorkspace, importFiles, queryMetrics } = (await import('../../warehouse/src/index.js')) as any;
  const dir = '/tmp/x/e2e';
  rmSync(dir, { recursive: true, force: true });
  const faults = process.env.FAULTS === '1';
  await generateSample({ directory: dir, customers: 200, seed: 7, faults });
  if (process.env.NOMAP) {
    const y = readFileSync(dir + '/bellwether.yaml', 'utf8');
    writeFileSync(dir + '/bellwether.yaml', y.replace(/imports:\n  mapping: mapping.yaml\n/, ''));
  }
  const ws = await openWorkspace(dir);
  const report = await importFiles(ws, [dir + '/exports'], {});
  writeFileSync(
    '/tmp/x/report.json',
    JSON.stringify(report, (k, v) => (typeof v === 'bigint' ? Number(v) : v), 1),
  );
  for (const f of report.files)
    console.log(
      f.file.replace(dir, ''),
      f.stream,
      f.fate,
      f.confidence,
      f.rowsIn,
      f.rowsLoaded,
      f.rowsQuarantined,
      f.rowsIgnored,
      f.reason ?? '',
      f.unmapped.join('|'),
    );
  const truth = JSON.parse(readFileSync(dir + '/truth.json', 'utf8'));
  const out: string[] = [];
  for (const [id, fig] of Object.entries<any>(truth.figures)) {
    for (const [grain, from, to] of [
      ['month', '2023-01', '2025-12'],
      ['quarter', '2023-Q1', '2025-Q4'],
      ['year', '2023', '2025'],
    ]) {
      let r: any;
      try {
        r = await queryMetrics(ws, { metrics: [id], from, to, grain });
      } catch (e: any) {
        out.push(`${id} ERR ${String(e.message).slice(0, 150)}`);
        break;
      }
      let bad = 0,
        n = 0;
      let ex = '';
      for (const c of r.cells) {
        const t = fig.cells[c.period];
        if (!t) continue;
        n++;
        const num = (v: any) =>
          v === null || v === undefined ? null : Number(typeof v === 'object' ? (v.amount ?? v.value) : v);
        const a = num(c.value),
          b = num(t.value);
        const same =
          a === null || b === null
            ? a === b || (a === null && b === 0)
            : Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b)) + (fig.unit === 'money' ? 0.005 : 0);
        if (!same) {
          bad++;
          if (!ex)
            ex = `${c.period}: got ${JSON.stringify(c.value)} ${JSON.stringify(c.numerator)}/${JSON.stringify(c.denominator)} ${c.reason ? JSON.stringify(c.reason) : ''} want ${JSON.stringify(t)}`;
        }
      }
      out.push(`${bad ? 'BAD ' : 'ok  '} ${id} ${grain} ${bad}/${n} ${ex}`);
    }
  }
  if (process.env.BY)
    for (const [id, fig] of Object.entries<any>(truth.figures))
      for (const [dim, values] of Object.entries<any>(fig.by)) {
        let r: any;
        try {
          r = await queryMetrics(ws, { metrics: [id], from: '2023', to: '2025', grain: 'year', by: [dim] });
        } catch (e: any) {
          out.push(`BY ERR ${id} ${dim} ${String(e.message).slice(0, 120)}`);
          continue;
        }
        let bad = 0,
          n = 0,
          ex = '';
        const seen = new Set();
        for (const c of r.cells) {
          let label = String(c.by[dim]);
          seen.add(label + c.period);
          const cell = values[label]?.[c.period] ?? (label === 'null' ? values['']?.[c.period] : undefined);
          const num = (v: any) =>
            v === null || v === undefined ? null : Number(typeof v === 'object' ? (v.amount ?? v.value) : v);
          const a = num(c.value),
            b = num(cell?.value);
          n++;
          const same =
            a === null || b === null
              ? (a ?? 0) === (b ?? 0)
              : Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b)) + 0.005 * Number(fig.unit === 'money');
          if (!same) {
            bad++;
            if (!ex)
              ex = `${label} ${c.period}: got ${JSON.stringify(c.value)} ${JSON.stringify(c.numerator)}/${JSON.stringify(c.denominator)} want ${JSON.stringify(cell)}`;
          }
        }
        for (const [label, cells] of Object.entries<any>(values))
          for (const p of ['2023', '2024', '2025'])
            if (
              cells[p] &&
              !seen.has(label + p) &&
              cells[p].value !== '0.00' &&
              cells[p].value !== 0 &&
              cells[p].value !== null &&
              !(label === '' && seen.has('null' + p))
            ) {
              bad++;
              ex ||= `missing ${label} ${p} ${JSON.stringify(cells[p])}`;
            }
        out.push(`${bad ? 'BAD ' : 'ok  '} by ${id} ${dim} ${bad}/${n} ${ex}`);
      }
  writeFileSync('/tmp/x/compare.txt', out.join('\n'));
  if (faults) {
    const { listRejects, openIssues } = (await import('../../warehouse/src/index.js')) as any;
    const rejects = await listRejects(ws, {});
    const issues = await openIssues(ws);
    writeFileSync(
      '/tmp/x/rejects.json',
      JSON.stringify(rejects, (k, v) => (typeof v === 'bigint' ? Number(v) : v), 1),
    );
    writeFileSync(
      '/tmp/x/issues.json',
      JSON.stringify(issues, (k, v) => (typeof v === 'bigint' ? Number(v) : v), 1),
    );
  }
  await ws.close?.();
}, 400000);
