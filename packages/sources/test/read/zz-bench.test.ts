import { DuckDBInstance } from '@duckdb/node-api';
import { existsSync } from 'node:fs';
import { test } from 'vitest';
import { prepareFiles } from '/work/main/packages/sources/src/read/prepare-files.js';
import { profileTable } from '/work/main/packages/sources/src/profile/profile-table.js';
import { castSql } from '/work/main/packages/sources/src/profile/cast.js';
test('bench', async()=>{
const db=await DuckDBInstance.create(':memory:'); const c=await db.connect();
const f='/tmp/r/big.csv';
if(!existsSync(f)) await c.run(`copy (select 'D-'||lpad(i::varchar,8,'0') id, 'Deal number '||i||case when i%97=0 then ', "special"' else '' end as "name", 'ACC'||(i*7919%200000) account_id, (['Won','Lost','Open','Negotiation'])[1+i%4] stage, strftime(timestamp '2019-01-01'+interval (i*83) second,'%d-%m-%Y %H:%M') created, strftime(timestamp '2019-03-01'+interval (i*83) second,'%Y-%m-%d') closed, round(((i*7919)%1000000)/100.0,2) amount, 'EUR' currency, i%100 probability, (i%2=0) active, 'owner'||(i%50)||'@example.com' "owner" from range(2000000) t(i)) to '${f}' (header)`);
const tm=async(n:string,fn:()=>Promise<unknown>)=>{const t=performance.now();const u=process.cpuUsage();const r=await fn();const v=process.cpuUsage(u);console.log(n,(performance.now()-t).toFixed(0)+'ms','cpu',((v.user+v.system)/1000).toFixed(0));return r};
for(let k=0;k<2;k++){
await tm('bare read_csv all_varchar into table',()=>c.run(`create or replace table b as select * from read_csv('${f}', all_varchar=true)`));
const r:any=await tm('prepareFiles',()=>prepareFiles([f],{workDirectory:'/tmp/r/work'}));
const t=r.tables[0];
await tm('land sql',()=>c.run(`create or replace table l as select * from ${t.sql}`));
await tm('land sql with row number',()=>c.run(`create or replace table l as select row_number() over () as _row, * from ${t.sql}`));
const q=async(s:string)=>{const t=performance.now();const r=(await c.runAndReadAll(s)).getRowObjectsJS() as Record<string,unknown>[];console.log('   q',(performance.now()-t).toFixed(0),s.slice(0,60));return r};
const ps:any=await tm('profile',()=>profileTable(q,'l',t.columns));
const ty=['id','text','reference','text','instant','date','money','text','decimal','flag','reference'] as const;
await tm('cast UTC',()=>c.run(`create or replace table k as select ${t.columns.map((x:any,i:number)=>{const y=castSql(x.name,ty[i]!,ps[i].formats[0],{timeZone:'UTC'});return `${y.value} as v${i}, ${y.isBad} as z${i}${y.precision?`, ${y.precision} as p${i}`:''}`}).join(',')} from l`));
await tm('cast Berlin',()=>c.run(`create or replace table k as select ${t.columns.map((x:any,i:number)=>{const y=castSql(x.name,ty[i]!,ps[i].formats[0],{timeZone:'Europe/Berlin'});return `${y.value} as v${i}, ${y.isBad} as z${i}${y.precision?`, ${y.precision} as p${i}`:''}`}).join(',')} from l`));
}
},600000);
