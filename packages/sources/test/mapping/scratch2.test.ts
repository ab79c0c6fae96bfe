import { readFileSync } from 'node:fs';
import { test } from 'vitest';
import { loadPacks, parseMapping, recognise, compileStream, prepareFiles, profileTable } from '../../src/index.js';
import { openEngine, rowsOf } from './engine.js';
import { mkdtempSync } from 'node:fs';
test('t', async () => {
  const c = await openEngine();
  const data = '../shared/data/';
  for (const [ex, paths, cur] of [['online-retail', ['online_retail/online_retail.parquet'], 'GBP'], ['ravenstack', ['ravenstack/data'], 'USD'], ['telco', ['telco_ibm/data', 'telco_ibm/IBM_Cognos_Data.csv'], 'USD']]) {
    const pack = parseMapping(readFileSync(`examples/${ex}/mapping.yaml`, 'utf8'), 'mapping.yaml');
    const packs = [pack, ...loadPacks()];
    const prepared = ex === 'online-retail' ? { tables: [{ name: 'online_retail', sql: `read_parquet('${data}online_retail/online_retail.parquet') t(c0,c1,c2,c3,c4,c5,c6,c7)`, columns: ['InvoiceNo','StockCode','Description','Quantity','InvoiceDate','UnitPrice','CustomerID','Country'].map((header, i) => ({ name: `c${i}`, header })) }] } : await prepareFiles(paths.map((p) => data + p), { workDirectory: mkdtempSync('/tmp/bw-') });
    for (const t of prepared.tables) {
      await c.run(`CREATE OR REPLACE TABLE raw AS SELECT row_number() OVER () AS _row, * FROM ${t.sql}`);
      const profiles = ex === 'online-retail' ? [{ name: 'c6', header: 'CustomerID', nulls: [], formats: [], floatIds: true }] : await profileTable((sql) => rowsOf(c, sql), 'raw', t.columns);
      const r = recognise({ name: t.name, headers: t.columns.map((x) => x.header) }, packs);
      console.log(ex, t.name, r.slice(0, 3).map((x) => `${x.stream.id} ${x.confidence}`).join(' | '));
      if (r[0].stream.unusedReason) continue;
      const s = compileStream(r[0].stream, t.columns, profiles, { timeZone: 'Europe/London', currency: cur });
      for (const e of s.entities) {
        const t0 = Date.now();
        if (process.env.SQL) console.log(e.sql);
        const [n] = await rowsOf(c, `select count(*) n, sum(len(_problems)) p, sum(len(_warnings)) w, any_value(_problems) filter (len(_problems)>0) ep, any_value(_warnings) filter (len(_warnings)>0) ew from (${e.sql})`);
        console.log('  ', e.entity, JSON.stringify(n), Date.now() - t0);
        console.log('     ', JSON.stringify((await rowsOf(c, `select * exclude (_problems,_warnings) from (${e.sql}) limit 1`))[0]));
      }
      for (const i of s.ignored) console.log('   ignored', i.reason, (await rowsOf(c, `select count(*) n from (${i.sql})`))[0].n);
      console.log('   ', s.ambiguous.map((a) => a.header + ': ' + a.question), s.notes.map((x) => x.message), s.unmapped.join());
    }
  }
});
