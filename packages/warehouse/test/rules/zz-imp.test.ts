import { it } from 'vitest';
import { mkdtempSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openGround } from './support/ground.js';
import { importFiles } from '../../src/import/import-files.js';
import { listRejects } from '../../src/import/rejects.js';
import { openIssues } from '../../src/quality/open-issues.js';
const files: [string, string | Buffer, object?][] = [
  ['f01a/account.csv', Buffer.from('account_id,name,country\n1,Caf\xe9,France\n2,Bar,Spain\n', 'latin1')],
  ['f01b/account.csv', 'account_id,name,country\n11,Caf\uFFFD,France\n12,Bar,Spain\n'],
  ['f01c/account.csv', Buffer.concat([Buffer.from('account_id,name,country\n21,Café,France\n22,B'), Buffer.from([0xff]), Buffer.from('r,Spain\n23,Ok,Spain\n')])],
  ['f01d/account.csv', 'account_id,name,country\n31,CafÃ©,France\n32,Bar,Spain\n'],
  ['f02/account.csv', 'account_id,name,country\n41,A,France\n42,B,Spain,more\n43,C\n44,D,Italy\n'],
  ['f03/deal.csv', 'deal_id,amount,colour\n1,5,red\n'],
  ['f03b/order.csv', 'order_id,account_id,net\n1,a,5\n'],
  ['f04/order.csv', 'order_id,account_id,ordered_at,net\n51,a,03-07-2021,5\n52,a,04-08-2021,6\n'],
  ['f05/order.csv', 'order_id,account_id,ordered_at,net\n61,a,2021-07-03,"1,234"\n62,a,2021-07-04,"5,678"\n'],
  ['f06/order.csv', 'order_id,account_id,ordered_at,net\n71,a,2021-07-03,1\n72,a,2021-07-04,2\n\nTotal,,,3\n'],
  ['f07/order.csv', 'order_id,account_id,ordered_at,net\n81,a,2021-07-03,1\n82,a,2021-07-04,2\n'],
  ['f07b/order.csv', 'order_id,account_id,ordered_at,net\n81,a,2021-07-03,1\n82,a,2021-07-04,2\n'],
  ['f07c/order.csv', 'order_id,account_id,ordered_at,net\n81,a,2021-07-03,1\n82,a,2021-07-04,3\n83,a,2021-07-04,3\n'],
  ['f09/order.csv', 'order_id,account_id,ordered_at,net\n91,17850.0,2021-07-03,1\n92,17851.0,2021-07-04,2\n'],
  ['f09b/order.csv', 'order_id,account_id,ordered_at,net\n2.5842E+16,a,2021-07-03,1\n94,b,2021-07-04,2\n'],
  ['f10/order.csv', '\uFEFForder_id,account_id , ordered_at,net,,\n101,a,2021-07-03,1,,\n102,b,2021-07-04,2,,\n'],
  ['k01/order.csv', 'order_id,account_id,ordered_at,net,updated_at\n,a,2021-07-03,1,2021-07-03\n112,b,2021-07-04,2,2021-07-09\n112,b,2021-07-04,3,2021-07-05\n'],
  ['k02/order.csv', 'order_id,account_id,ordered_at,net\n121,a,2021-07-03,1\n121,a,2021-07-03,1\n122,a,2021-07-03,1\n'],
  ['k04/salesforce_account.csv', 'Id,Name,Industry,OwnerId,CreatedDate,IsDeleted,SystemModstamp,MasterRecordId\n01 1G000000bUE8QAM,A,x,0051G000005MreQAC,2021-07-03T10:00:00.000Z,false,2021-07-03T10:00:00.000Z,\n'],
  ['t01/order.csv', 'order_id,account_id,ordered_at,net\n131,a,1893-01-01,1\n132,a,2021-13-01,2\n133,a,2021-07-03,3\n134,a,2031-01-01,3\n135,a,2099-01-01,3\n136,a,,3\n'],
  ['t12/ticket_event.csv', 'ticket_id,field,occurred_at,new_value\n102,status,2021-07-03 10:00:00,solved\n102,status,2021-07-03 10:00:00,solved\n102,status,2021-07-03 10:00:00,solved\n102,status,2021-07-03 10:00:00,solved\n103,status,2021-07-03 10:00:00,solved\n'],
  ['m01/order.csv', 'order_id,account_id,ordered_at,net,currency\n141,a,2021-07-03,1.50,EUR\n142,a,2021-07-03,about five,EUR\n143,a,2021-07-03,2,euro\n144,a,2021-07-03,2,\n'],
  ['m01b/refund.csv', 'refund_id,amount,refunded_at\n1,5,2021-07-03\n2,-5,2021-07-03\n3,,2021-07-03\n'],
  ['v05/survey_response.csv', 'response_id,survey_id,kind,responded_at,score\n1,s,nps,2021-07-03,11\n2,s,nps,2021-07-03,10\n3,s,csat,2021-07-03,11\n'],
  ['i03/person.csv', 'person_id,name,email,phone\n1,A,d41d8cd98f00b204e9800998ecf8427e,1\n2,B,b@x.org,2\n'],
];
it('x', async () => {
  const ws = await openGround();
  const dir = mkdtempSync(join(tmpdir(), 'imp-'));
  for (const [name, text, options] of files) {
    mkdirSync(join(dir, name.split('/')[0]!), { recursive: true });
    const path = join(dir, name); writeFileSync(path, text);
    let out = '';
    try {
      const r = await importFiles(ws, [path], options ?? {});
      const f = r.files[0]!;
      out += `fate ${f.fate} ${f.reason ?? ''} stream ${f.stream} in ${f.rowsIn} loaded ${f.rowsLoaded} q ${f.rowsQuarantined} i ${f.rowsIgnored} ignored ${JSON.stringify(f.ignored)} unmapped ${f.unmapped} entities ${JSON.stringify(f.entities)}\n`;
    } catch (e) { out += `ERROR ${(e as { code?: string }).code} ${String((e as Error).message)}\n`; }
    for (const q of await listRejects(ws)) if (q.file === path || q.file.endsWith(name)) out += `  reject line ${q.line} ${q.rule} ${q.entity}.${q.column}: ${q.message} rec ${q.record} row ${JSON.stringify(q.row)}\n`;
    for (const i of await openIssues(ws)) if (i.scope === 'file' && (i.file === path || i.file?.endsWith(name))) out += `  issue ${i.rule} ${i.severity} ${i.entity} ${i.affected}/${i.population}: ${i.message}\n`;
    console.log(`## ${name}\n${out}`);
  }
  await ws.close();
});
