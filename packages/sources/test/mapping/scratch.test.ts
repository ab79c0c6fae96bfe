import { readFileSync } from 'node:fs';
import { test } from 'vitest';
import { parseMapping } from '../../src/mapping/parse-mapping.js';
import { recognise } from '../../src/mapping/recognise.js';
import { compileStream } from '../../src/mapping/compile/compile-stream.js';
import { plainPacks } from '../../src/mapping/plain-packs.js';
import { land, openEngine, rowsOf } from './engine.js';

test('maven', async () => {
  const pack = parseMapping(readFileSync('examples/maven-crm/mapping.yaml', 'utf8'), 'mapping.yaml');
  const c = await openEngine();
  for (const f of ['accounts', 'products', 'sales_teams', 'sales_pipeline']) {
    const t = await land(c, `../shared/data/maven_crm/${f}.csv`);
    const r = recognise(t, [pack, plainPacks()]);
    console.log(r.map((x) => [x.stream.id, x.confidence, x.missing.join(), x.extra.join()].join(' ')).slice(0, 5));
    const s = compileStream(r[0]!.stream, t.columns, [], { timeZone: 'Europe/Berlin', currency: 'USD' });
    console.log(s.notes, s.unmapped);
    for (const e of s.entities) {
      if (f === 'sales_pipeline' && e.entity === 'deal') console.log(e.sql);
      console.log(e.entity, await rowsOf(c, `select count(*) n, sum(len(_problems)) p, sum(len(_warnings)) w from (${e.sql})`));
      console.log((await rowsOf(c, `select * from (${e.sql}) limit 2`)));
    }
    for (const i of s.ignored) console.log(i.reason, await rowsOf(c, `select count(*) n from (${i.sql})`));
  }
});
