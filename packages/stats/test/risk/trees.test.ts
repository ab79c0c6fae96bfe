import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom, drawNormal } from '../../src/random/index.js';
import {
  boostedContributions,
  boostedLogOdds,
  boostTrees,
  compareModels,
  fitRiskScore,
  logisticRegression,
  predictBoosted,
  predictLogistic,
  rocAuc,
  scoreRisk,
  type Tree,
} from '../../src/risk/index.js';
import { TreeShap, treeDepth } from '../../src/risk/tree-shap.js';
import { treeMean, treeValue } from '../../src/risk/tree.js';
import { column } from './telco.js';

/** The tree's mean prediction when only the columns in `known` (bit mask) are known: the others by training cover. */
function expectation(tree: Tree, row: Float64Array, known: number, node = 0): number {
  const left = tree.left[node]!;
  if (left < 0) return tree.value[node]!;
  const right = tree.right[node]!;
  const feature = tree.feature[node]!;
  if ((known >> feature) & 1) {
    return expectation(tree, row, known, row[feature]! <= tree.threshold[node]! ? left : right);
  }
  const share = tree.cover[left]! / tree.cover[node]!;
  return share * expectation(tree, row, known, left) + (1 - share) * expectation(tree, row, known, right);
}

/** Shapley's formula over all subsets of p columns. */
function shapley(tree: Tree, row: Float64Array, p: number): number[] {
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  return Array.from({ length: p }, (_, j) => {
    let sum = 0;
    for (let set = 0; set < 1 << p; set++) {
      if ((set >> j) & 1) continue;
      let size = 0;
      for (let k = 0; k < p; k++) size += (set >> k) & 1;
      const weight = (factorial(size) * factorial(p - size - 1)) / factorial(p);
      sum += weight * (expectation(tree, row, set | (1 << j)) - expectation(tree, row, set));
    }
    return sum;
  });
}

/** A random tree over p columns in which columns may repeat on a path. */
function randomTree(p: number, picks: readonly number[]): Tree {
  const nodes: {
    feature: number;
    threshold: number;
    left: number;
    right: number;
    value: number;
    cover: number;
  }[] = [];
  let next = 0;
  const pick = (): number => picks[next++ % picks.length]!;
  const grow = (depth: number, cover: number): number => {
    const at = nodes.length;
    nodes.push({ feature: 0, threshold: 0, left: -1, right: -1, value: (pick() % 21) - 10, cover });
    if (depth === 0 || cover < 2 || pick() % 4 === 0) return at;
    const share = 1 + (pick() % (cover - 1));
    const feature = pick() % p;
    const threshold = (pick() % 9) - 4;
    const left = grow(depth - 1, share);
    const right = grow(depth - 1, cover - share);
    nodes[at] = { feature, threshold, left, right, value: 0, cover };
    return at;
  };
  grow(5, 500);
  return {
    feature: Int32Array.from(nodes, (one) => one.feature),
    threshold: Float64Array.from(nodes, (one) => one.threshold),
    left: Int32Array.from(nodes, (one) => one.left),
    right: Int32Array.from(nodes, (one) => one.right),
    value: Float64Array.from(nodes, (one) => one.value),
    cover: Float64Array.from(nodes, (one) => one.cover),
  };
}

describe('TreeSHAP', () => {
  test('equals Shapley values over all subsets, columns met twice included', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.nat({ max: 100_000 }), { minLength: 40, maxLength: 40 }),
        fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 4, maxLength: 4 }),
        (p, picks, values) => {
          const tree = randomTree(p, picks);
          const row = Float64Array.from(values.slice(0, p));
          const out = new Float64Array(p);
          new TreeShap(treeDepth(tree)).add(tree, row, 0, out, 0);
          const expected = shapley(tree, row, p);
          expected.forEach((value, j) => expect(out[j]!).toBeCloseTo(value, 8));
          const sum = out.reduce((total, value) => total + value, treeMean(tree));
          expect(sum).toBeCloseTo(treeValue(tree, row, 0), 9);
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** Churn that needs an interaction: high only when exactly one of two signs is there. */
function crossed(rows: number, seed: number) {
  const random = createRandom(seed);
  const x = Array.from({ length: rows }, () => drawNormal(random));
  const z = Array.from({ length: rows }, () => drawNormal(random));
  const noise = Array.from({ length: rows }, () => drawNormal(random));
  const outcome = x.map((value, i) => random.uniform() < (value > 0 !== z[i]! > 0 ? 0.8 : 0.2));
  return { columns: [column('x', x), column('z', z), column('noise', noise)], outcome };
}

/** Churn that is logistic in x. */
function straight(rows: number, seed: number) {
  const random = createRandom(seed);
  const x = Array.from({ length: rows }, () => drawNormal(random));
  const z = Array.from({ length: rows }, () => drawNormal(random));
  const outcome = x.map((value, i) => random.uniform() < 1 / (1 + Math.exp(1 - 1.5 * value - 0.5 * z[i]!)));
  return { columns: [column('x', x), column('z', z)], outcome };
}

describe('boostTrees', () => {
  test('contributions plus base are the log-odds of every row', () => {
    const { columns, outcome } = crossed(400, 3);
    const model = boostTrees(columns, outcome, { trees: 30 });
    const { base, values } = boostedContributions(model, columns);
    const odds = boostedLogOdds(model, columns);
    odds.forEach((value, row) => {
      const sum = base + values[row * 3]! + values[row * 3 + 1]! + values[row * 3 + 2]!;
      expect(sum).toBeCloseTo(value, 9);
    });
    // base is the mean over the training rows.
    expect(base).toBeCloseTo(odds.reduce((a, b) => a + b, 0) / 400, 9);
  });

  test('finds an interaction that a logistic model cannot', () => {
    const train = crossed(2000, 1);
    const fresh = crossed(1000, 2);
    const trees = rocAuc(
      predictBoosted(boostTrees(train.columns, train.outcome), fresh.columns),
      fresh.outcome,
    );
    const line = predictLogistic(logisticRegression(train.columns, train.outcome), fresh.columns);
    expect(trees.low).toBeGreaterThan(0.7);
    expect(rocAuc(line, fresh.outcome).high).toBeLessThan(0.6);
  });

  test('does not depend on monotone changes of a column, nor on row order', () => {
    const { columns, outcome } = crossed(300, 5);
    const odds = boostedLogOdds(boostTrees(columns, outcome, { trees: 10 }), columns);
    const bent = columns.map((one) =>
      column(
        one.name,
        Array.from(one.values, (value) => value ** 3),
      ),
    );
    const same = boostedLogOdds(boostTrees(bent, outcome, { trees: 10 }), bent);
    same.forEach((value, row) => expect(value).toBeCloseTo(odds[row]!, 9));
    const back = columns.map((one) => column(one.name, Array.from(one.values).reverse()));
    const turned = boostTrees(back, [...outcome].reverse(), { trees: 10 });
    boostedLogOdds(turned, columns).forEach((value, row) => expect(value).toBeCloseTo(odds[row]!, 9));
  });

  test('a single stump is worked by hand', () => {
    // 6 rows, start = log(3/3) = 0, p = 1/2: gradients -1/2 (event) or 1/2, curvature 1/4. The best cut is after the third
    // row; left: g = 1/2 + 1/2 - 1/2, h = 3/4: value = -rate * 0.5 / (0.75 + 1); right is its mirror.
    const model = boostTrees([column('x', [1, 2, 3, 4, 5, 6])], [0, 1, 0, 1, 0, 1], {
      trees: 1,
      leaves: 2,
      leafRows: 3,
      rate: 1,
    });
    const [tree] = model.trees;
    expect(tree!.threshold[0]).toBe(3.5);
    expect(tree!.value[1]).toBeCloseTo(-0.5 / 1.75, 12);
    expect(tree!.value[2]).toBeCloseTo(0.5 / 1.75, 12);
    expect([...tree!.cover]).toEqual([6, 3, 3]);
  });

  test('a tree respects its limits', () => {
    const { columns, outcome } = crossed(500, 7);
    const model = boostTrees(columns, outcome, { trees: 5, leaves: 6, leafRows: 40 });
    for (const tree of model.trees) {
      const leaves = [...tree.left.keys()].filter((node) => tree.left[node]! < 0);
      expect(leaves.length).toBeLessThanOrEqual(6);
      expect(Math.min(...leaves.map((node) => tree.cover[node]!))).toBeGreaterThanOrEqual(40);
    }
  });
});

describe('compareModels', () => {
  test('trees are chosen where they are clearly better, and only there', () => {
    const bent = crossed(1500, 11);
    const first = compareModels(bent.columns, bent.outcome, { seed: 1, folds: 5 });
    expect(first.chosen).toBe('trees');
    expect(first.improvement).toBeGreaterThan(2 * first.standardError);
    expect(first.verdict).toContain('trees chosen: their cross-validated log loss is better by');
    const line = straight(1500, 12);
    const second = compareModels(line.columns, line.outcome, { seed: 1, folds: 5 });
    expect(second.chosen).toBe('logistic');
    expect(second.verdict).toContain('logistic kept');
  });

  test('the seed fixes the folds; rows of one group share a fold; folds are even', () => {
    const { columns, outcome } = straight(600, 4);
    const group = outcome.map((_, row) => `customer ${Math.floor(row / 3)}`);
    const options = { seed: 'folds', folds: 4, group, trees: { trees: 5 } };
    const first = compareModels(columns, outcome, options);
    expect(compareModels(columns, outcome, options)).toEqual(first);
    first.fold.forEach((fold, row) => expect(fold).toBe(first.fold[row - (row % 3)]));
    const sizes = [0, 1, 2, 3].map((k) => first.fold.filter((fold) => fold === k).length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(3);
    expect(compareModels(columns, outcome, { ...options, seed: 'other' }).fold).not.toEqual(first.fold);
  });
});

describe('fitRiskScore', () => {
  test('scores new rows with calibrated probabilities and reasons that add up', () => {
    const { columns, outcome } = crossed(1500, 21);
    const score = fitRiskScore(columns, outcome, { seed: 3, folds: 5 });
    expect(score.model.kind).toBe('trees');
    expect(score.calibrator.method).toBe('isotonic');
    expect(score.suspectedLeaks).toEqual([]);
    const { line, reliability: table, auc } = score.check;
    expect(line.slopeLow! < 1.15 && line.slopeHigh! > 0.85).toBe(true);
    expect(table.expectedCalibrationError).toBeLessThan(0.05);
    expect(auc.low).toBeGreaterThan(0.65);
    const fresh = crossed(500, 22);
    const rows = scoreRisk(score, fresh.columns);
    expect(
      rocAuc(
        rows.map((one) => one.probability),
        fresh.outcome,
      ).low,
    ).toBeGreaterThan(0.65);
    for (const one of rows) {
      const { base, raising, lowering, logOdds } = one.reasons;
      const sum = [...raising, ...lowering].reduce((total, reason) => total + reason.contribution, base);
      expect(sum).toBeCloseTo(logOdds, 9);
      expect(one.uncalibrated).toBeCloseTo(1 / (1 + Math.exp(-logOdds)), 9);
    }
    const mean = rows.reduce((total, one) => total + one.probability, 0) / rows.length;
    expect(Math.abs(mean - fresh.outcome.filter(Boolean).length / 500)).toBeLessThan(0.08);
  });

  test('a small sample is calibrated by Platt and a leaked column is named', () => {
    const { columns, outcome } = straight(300, 5);
    const leak = column(
      'cancelled_on',
      outcome.map((event, row) => (event ? 100 + (row % 7) : row % 90)),
    );
    const score = fitRiskScore([...columns, leak], outcome, { seed: 3, folds: 5, trees: { trees: 10 } });
    expect(score.calibrator.method).toBe('platt');
    expect(score.suspectedLeaks).toEqual([{ column: 'cancelled_on', source: 'cancelled_on', auc: 1 }]);
  });
});
