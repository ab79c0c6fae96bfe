import { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import {
  closeChannel,
  fitPurchases,
  likelihoodChannel,
  PURCHASE_MODELS,
  partitionRows,
  purchaseHistories,
  purchaseRows,
  sharedObjective,
} from '../../src/purchase/index.js';

/** Ninety made customers in days. */
const size = 90;
const repeats = Array.from({ length: size }, (_, i) => [0, 1, 0, 5, 0, 2, 0, 0, 1, 12][i % 10]!);
const histories = purchaseHistories({
  unit: 'day',
  repeats,
  recency: repeats.map((x, i) => (x === 0 ? 0 : 10 + ((i * 31) % 170))),
  age: repeats.map((_, i) => 185 + (i % 40)),
});
const rows = purchaseRows(histories);

describe.each(PURCHASE_MODELS.map((model) => [model.id, model] as const))('%s', (_, model) => {
  test('the parts add up to the whole, value and gradient', () => {
    const point = Float64Array.from([-0.7, -0.3, -0.5, 0.4]);
    const whole = new Float64Array(4);
    const value = model.objective(rows)(point, whole);
    for (const parts of [1, 2, 3, 7]) {
      const slices = partitionRows(rows, parts);
      expect(slices.reduce((sum, part) => sum + part.customers, 0)).toBe(size);
      expect(slices.reduce((sum, part) => sum + part.totalRepeats, 0)).toBe(rows.totalRepeats);
      const total = new Float64Array(4);
      let sum = 0;
      for (const part of slices) {
        const gradient = new Float64Array(4);
        sum += model.objective(part)(point, gradient);
        gradient.forEach((slope, i) => {
          total[i]! += slope;
        });
      }
      expect(sum).toBeCloseTo(value, 9);
      total.forEach((slope, i) => expect(slope).toBeCloseTo(whole[i]!, 9));
    }
  });
});

test('a real worker thread shares a fit through memory', async () => {
  // The worker answers with a known quadratic: what is tested is the exchange. (The bench runs the real sum.)
  const channel = likelihoodChannel(1);
  const worker = new Worker(
    `const { workerData: { control, parameters, sums } } = require('node:worker_threads');
     let round = 0;
     for (;;) {
       Atomics.wait(control, 0, round);
       round = Atomics.load(control, 0);
       if (round === -1) break;
       let value = 0;
       for (let i = 0; i < 4; i++) {
         value += (parameters[i] - 0.5) ** 2 * 1e3;
         sums[1 + i] = 2e3 * (parameters[i] - 0.5);
       }
       sums[0] = value;
       Atomics.add(control, 1, 1);
       Atomics.notify(control, 1);
     }`,
    { eval: true, workerData: channel },
  );
  const ended = new Promise<number>((resolve) => {
    worker.on('exit', resolve);
  });
  const model = PURCHASE_MODELS[1]!;
  const own = partitionRows(rows, 1)[0]!;
  const fit = fitPurchases(histories, model, { rows, objective: sharedObjective(channel, model, own) });
  closeChannel(channel);
  expect(await ended).toBe(0);
  // The same sum in one thread.
  const alone = model.objective(rows);
  const both = fitPurchases(histories, model, {
    rows,
    objective: (point, gradient) => {
      let value = alone(point, gradient);
      for (let i = 0; i < 4; i++) {
        value += (point[i]! - 0.5) ** 2 * 1e3;
        gradient[i]! += 2e3 * (point[i]! - 0.5);
      }
      return value;
    },
  });
  fit.parameters.forEach((value, i) => expect(value).toBeCloseTo(both.parameters[i]!, 9));
  expect(fit.certificate.converged).toBe(true);
});
