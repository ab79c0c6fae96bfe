import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { parseMapping, compileStream } from '../../src/index.js';
test('t', () => {
  const pack = parseMapping(readFileSync(`examples/online-retail/mapping.yaml`, 'utf8'), 'mapping.yaml');
  const columns = ['InvoiceNo','StockCode','Description','Quantity','InvoiceDate','UnitPrice','CustomerID','Country'].map((header, i) => ({ name: `c${i}`, header }));
  const s = compileStream(pack.streams[0], columns, [], { timeZone: 'Europe/London', currency: 'GBP' });
  writeFileSync('/tmp/line.sql', s.entities[1].sql);
});
