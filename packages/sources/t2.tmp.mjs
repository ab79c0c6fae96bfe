import { DuckDBInstance } from '@duckdb/node-api'; import {readFileSync} from 'fs';
const i = await DuckDBInstance.create(':memory:', {threads:'2'}); const c = await i.connect();
const q = readFileSync('/tmp/line.sql','utf8');
await c.run("copy (select t.* from read_parquet('/work/shared/data/online_retail/online_retail.parquet') t, range(4)) to '/tmp/big.csv' (header)");
const T = async (n,e)=>{ const u=process.cpuUsage(); const t=Date.now(); await c.run(e); const d=process.cpuUsage(u); console.log(n, 'cpu', Math.round((d.user+d.system)/1000), 'wall', Date.now()-t);};
for (let k=0;k<2;k++){
await T('land', "create or replace table raw as select row_number() over () _row, * from read_csv('/tmp/big.csv', all_varchar=true, header=true) t(c0,c1,c2,c3,c4,c5,c6,c7)");
await T('bare', "create or replace table b as select * from read_csv('/tmp/big.csv')");
await T('map', "create or replace table o as "+q);
if(k==1) for (const m of (process.argv[2]??'').split('|').filter(Boolean)) await T(m.slice(0,60), "create or replace table o as select _row, "+m+" x from raw");
}
