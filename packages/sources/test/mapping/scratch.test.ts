import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'vitest';
import { loadPacks } from '../../src/mapping/load-packs.js';
import { recognise } from '../../src/mapping/recognise.js';
import { compileStream } from '../../src/mapping/compile/compile-stream.js';
import { land, openEngine, rowsOf } from './engine.js';

const vendor = process.env.VENDOR ?? 'hubspot';
test('seeds', async () => {
  const packs = loadPacks();
  const c = await openEngine();
  const dir = `../shared/data/fivetran/${vendor}`;
  for (const f of readdirSync(dir).filter((x) => x.endsWith('.csv'))) {
    const t = await land(c, `${dir}/${f}`);
    const r = recognise(t, packs);
    const top = r[0];
    const want = f.replace('_data.csv', '').replace(/^(sf|shopify|facebook_ads)_/, '').replace(/^gql_/, '');
    const flag = top?.stream.name === want && (r[1]?.confidence ?? 0) < top.confidence ? 'ok ' : 'BAD';
    if (flag === 'BAD' || process.env.ALL) console.log(flag, f, r.slice(0, 4).map((x) => `${x.stream.id} ${x.confidence}`).join(' | '));
    if (!top || top.stream.unusedReason) continue;
    if (flag === 'BAD' && !process.env.ALL) continue;
    try {
      const s = compileStream(top.stream, t.columns, [], { timeZone: 'Europe/Berlin', currency: 'USD' });
      const parts = [];
      for (const e of s.entities) {
        const [n] = await rowsOf(c, `select count(*) n, sum(len(_problems)) p, sum(len(_warnings)) w, any_value(_problems) filter (len(_problems)>0) ep, any_value(_warnings) filter (len(_warnings)>0) ew from (${e.sql})`);
        parts.push(`${e.entity} ${n.n}/${n.p}/${n.w} ${n.ep ?? ''} ${n.ew ?? ''}`);
        if (process.env.SHOW) console.log(await rowsOf(c, `select * from (${e.sql}) limit ${process.env.SHOW}`));
      }
      for (const i of s.ignored) parts.push(`[${i.reason}: ${(await rowsOf(c, `select count(*) n from (${i.sql})`))[0].n}]`);
      console.log(flag, f, (await rowsOf(c, 'select count(*) n from raw'))[0].n, parts.join('; '), s.notes.map((x) => x.message).join(' / '));
    } catch (e) { console.log('ERROR', f, String(e).slice(0, 600)); }
  }
});
