import { DuckDBInstance } from '@duckdb/node-api';
import { test } from 'vitest';
import { prepareFiles } from '../../src/read/prepare-files.js';
import { profileTable } from '../../src/profile/profile-table.js';
import { describeFormat } from '../../src/profile/column-format.js';
test('x', async()=>{
const db=await DuckDBInstance.create(':memory:'); const c=await db.connect();
const D='/work/shared/data/';
for (const p of (process.env['P']??'').split(' ').map(x=>D+x)) {
 const r=await prepareFiles([p],{workDirectory:'/tmp/r/work'});
 for (const t of r.tables){
  await c.run(`create or replace table l as select * from ${t.sql}`);
  const q=async(s:string)=>{try{return (await c.runAndReadAll(s)).getRowObjectsJS() as Record<string,unknown>[]}catch(e){console.log(s);throw e}};
  const t0=performance.now();
  const ps=await profileTable(q,'l',t.columns);
  console.log(t.path.replace(D,''),t.rows,(performance.now()-t0).toFixed(0)+'ms\n'+ps.map(p=>`  ${p.header} | empty ${p.empty} | d ${p.distinct} | ${JSON.stringify(p.nulls)} | ${p.formats.map(describeFormat).join(' / ')} | bad ${p.bad.count} ${p.bad.examples} | ${p.proof} ${p.floatIds?'FLOATIDS':''} ${p.notes.map(n=>n.rule+':'+n.message).join('; ')} ${p.ambiguous?'AMBIGUOUS '+p.ambiguous.remedy:''}`).join('\n'));
 }
}});
