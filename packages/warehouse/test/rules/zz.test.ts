import { it } from 'vitest';
import { openGround, putRows, judgeGround, clearGround } from './support/ground.js';
it('x', async () => {
  let t = performance.now(); const lap = (n: string) => { console.log(n, Math.round(performance.now()-t)); t = performance.now(); };
  const ws = await openGround(); lap('open');
  await putRows(ws, 'deal', [{ deal_id: 'plain:1', status: 'won', created_at: '2025-03-02', closed_at: '2025-03-01', amount: 10, account_id: 'plain:a' }]); lap('put');
  console.log(JSON.stringify(await judgeGround(ws))); lap('judge');
  await clearGround(ws); lap('clear');
  await putRows(ws, 'deal', [{ deal_id: 'plain:1', status: 'won', created_at: '2025-03-02', closed_at: '2025-03-01', amount: 10, account_id: 'plain:a' }]); lap('put');
  console.log(JSON.stringify(await judgeGround(ws))); lap('judge');
  await ws.close();
});
