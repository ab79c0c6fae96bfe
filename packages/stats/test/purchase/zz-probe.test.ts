import { test } from 'vitest';
import { readFileSync, existsSync } from 'node:fs';
import { models } from './reference.js';
test('oracle', () => {
  if (existsSync('/tmp/s2/cases.json'))
  for (const c of JSON.parse(readFileSync('/tmp/s2/cases.json', 'utf8'))) {
    const m = models[c.model]!;
    const h = { repeats: c.x, recency: c.tx, age: c.T };
    const got: Record<string, number> = { ll: m.logLikelihood(c.p, h), pa: m.probabilityAlive(c.p, h), cet: m.expectedPurchases(c.p, h, c.t), var: m.purchaseVariance(c.p, h, c.t), dert: m.discountedPurchases(c.p, h, c.d) };
    for (const k of Object.keys(got)) if (c[k] !== undefined) {
      const want = Number(c[k]);
      const err = Math.abs(got[k]! - want) / Math.abs(want);
      if (!(err < 1e-12)) console.log(err > 1e-10 || Number.isNaN(err) ? 'BAD' : 'meh', c.model, k, got[k], c[k], err, JSON.stringify(c.p), c.x, c.tx, c.T, 't', c.t, 'd', c.d);
    }
  }
  if (existsSync('/tmp/s2/pmf.json'))
  for (const c of JSON.parse(readFileSync('/tmp/s2/pmf.json', 'utf8'))) {
    const m = models[c.model]!;
    const got = m.repeatDistribution(c.p, c.t1, c.t2, c.n)[c.n]!;
    const err = Math.abs(got - Number(c.v)) / Math.abs(Number(c.v));
    if (!(err < 1e-12)) console.log(err > 1e-10 || Number.isNaN(err) ? 'BAD' : 'meh', c.model, 'pmf', got, c.v, err, JSON.stringify(c.p), c.t1, c.t2, c.n);
  }
});
