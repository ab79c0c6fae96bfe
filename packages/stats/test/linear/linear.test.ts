import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as l from '../../src/linear/index.js';

// NIST StRD, Longley (1967): y, six predictors; certified values below. Famously near-collinear.
const LONGLEY = `60323 83.0 234289 2356 1590 107608 1947
61122 88.5 259426 2325 1456 108632 1948
60171 88.2 258054 3682 1616 109773 1949
61187 89.5 284599 3351 1650 110929 1950
63221 96.2 328975 2099 3099 112075 1951
63639 98.1 346999 1932 3594 113270 1952
64989 99.0 365385 1870 3547 115094 1953
63761 100.0 363112 3578 3350 116219 1954
66019 101.2 397469 2904 3048 117388 1955
67857 104.6 419180 2822 2857 118734 1956
68169 108.4 442769 2936 2798 120445 1957
66513 110.8 444546 4681 2637 121950 1958
68655 112.6 482704 3813 2552 123366 1959
69564 114.2 502601 3931 2514 125368 1960
69331 115.7 518173 4806 2572 127852 1961
70551 116.9 554894 4007 2827 130081 1962`
  .split('\n')
  .map((line) => line.split(' ').map(Number));

const relative = (got: number, want: number) => Math.abs(got - want) / Math.abs(want);

const multiply = (a: ArrayLike<number>, b: ArrayLike<number>, size: number) => {
  const product = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++)
      for (let k = 0; k < size; k++)
        product[i * size + j]! += (a[i * size + k] as number) * (b[k * size + j] as number);
  return product;
};

/** Random symmetric positive definite matrix B B' + I/10. */
const definite = fc.integer({ min: 1, max: 6 }).chain((size) =>
  fc
    .array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: size * size, maxLength: size * size })
    .map((b) => {
      const transposed = b.map((_, i) => b[(i % size) * size + Math.floor(i / size)] as number);
      const matrix = multiply(b, transposed, size);
      for (let i = 0; i < size; i++) matrix[i * size + i]! += 0.1;
      return { matrix, size };
    }),
);

describe('least squares', () => {
  it('reproduces the certified Longley regression of NIST', () => {
    const x = LONGLEY.flatMap((row) => [1, ...row.slice(1)]);
    const fit = l.leastSquares(
      x,
      16,
      7,
      LONGLEY.map((row) => row[0] as number),
    );
    const certified = [
      [-3482258.63459582, 890420.383607373],
      [15.0618722713733, 84.9149257747669],
      [-0.035819179292591, 0.0334910077722432],
      [-2.02022980381683, 0.488399681651699],
      [-1.03322686717359, 0.214274163161675],
      [-0.0511041056535807, 0.22607320006937],
      [1829.15146461355, 455.478499142212],
    ];
    expect(fit.degreesOfFreedom).toBe(9);
    expect(relative(fit.residualSumOfSquares, 836424.055505915)).toBeLessThan(1e-9);
    certified.forEach(([coefficient, error], i) => {
      expect(relative(fit.coefficients[i] as number, coefficient as number)).toBeLessThan(1e-8);
      const variance = ((fit.unscaledCovariance[i * 7 + i] as number) * fit.residualSumOfSquares) / 9;
      expect(relative(Math.sqrt(variance), error as number)).toBeLessThan(1e-8);
    });
  });

  it('treats weights as repeats of a row', () => {
    // By hand: points (0,1) (1,2) twice and (2,6) three times; weights 1, 2, 3.
    const once = l.leastSquares([1, 0, 1, 1, 1, 2], 3, 2, [1, 2, 6], [1, 2, 3]);
    const repeated = l.leastSquares([1, 0, 1, 1, 1, 1, 1, 2, 1, 2, 1, 2], 6, 2, [1, 2, 2, 6, 6, 6]);
    expect(Array.from(once.coefficients)).toEqual(
      Array.from(repeated.coefficients, (v) => expect.closeTo(v, 12)),
    );
    expect(once.residualSumOfSquares).toBeCloseTo(repeated.residualSumOfSquares, 12);
    expect(once.residuals).toHaveLength(3);
  });

  it('names the column that the ones before it explain', () => {
    const matrix = [1, 2, 4, 1, 3, 5, 1, 5, 7, 1, 9, 11];
    expect(() => l.leastSquares(matrix, 4, 3, [1, 2, 3, 4])).toThrow(
      expect.objectContaining({
        code: 'LINEAR_RANK',
        message: 'leastSquares: columns are collinear: rank 2 of 3; drop column 2',
      }),
    );
    expect(l.qr([1, 1, 5, 1, 1, 2, 1, 1, 9], 3, 3)).toMatchObject({ rank: 2, dependent: [1] });
  });

  it('refuses shapes that do not fit and values that are not finite', () => {
    expect(() => l.leastSquares([1, 2, 3], 2, 2, [1, 2])).toThrow(
      'leastSquares: matrix has the wrong length: 3; pass 4 values, row by row',
    );
    expect(() => l.leastSquares([1, Number.NaN], 2, 1, [1, 2])).toThrow(
      'qr: matrix is not finite at position 1: NaN; remove or repair that value',
    );
  });
});

describe('Cholesky', () => {
  it('rebuilds the matrix, inverts it and knows its determinant', () => {
    fc.assert(
      fc.property(definite, ({ matrix, size }) => {
        const factor = l.cholesky(matrix, size);
        const transposed = factor.map((_, i) => factor[(i % size) * size + Math.floor(i / size)] as number);
        const scale = Math.max(...matrix.map(Math.abs));
        multiply(factor, transposed, size).forEach((value, i) => {
          expect(Math.abs(value - (matrix[i] as number))).toBeLessThan(1e-13 * scale);
        });
        multiply(l.invertPositiveDefinite(matrix, size), matrix, size).forEach((value, i) => {
          expect(Math.abs(value - (i % (size + 1) === 0 ? 1 : 0))).toBeLessThan(1e-9);
        });
        const { values } = l.symmetricEigen(matrix, size);
        const logDeterminant = values.reduce((sum, value) => sum + Math.log(value), 0);
        expect(l.choleskyLogDeterminant(factor, size)).toBeCloseTo(logDeterminant, 8);
      }),
    );
  });

  it('refuses a matrix that is not positive definite and names the column', () => {
    expect(l.tryCholesky([1, 2, 2, 1], 2)).toBeNull();
    expect(() => l.cholesky([4, 2, 2, 1], 2)).toThrow(
      expect.objectContaining({
        code: 'LINEAR_NOT_POSITIVE_DEFINITE',
        message: expect.stringContaining('at column 1'),
      }),
    );
  });

  it('with pivoting finds constant and collinear columns whatever their units', () => {
    // Columns: a, 1000 a + b, b, all zero. Gram matrix of a = (1,2,3), b = (1,0,1).
    const a = [1, 2, 3];
    const b = [1e-6, 0, 1e-6];
    const columns = [a, a.map((v, i) => 1000 * v + (b[i] as number)), b, [0, 0, 0]];
    const gram = columns.flatMap((u) =>
      columns.map((v) => u.reduce((sum, x, i) => sum + x * (v[i] as number), 0)),
    );
    const result = l.pivotedCholesky(gram, 4);
    expect(result.rank).toBe(2);
    expect(Array.from(result.order.slice(2))).toContain(3);
    expect(l.pivotedCholesky([4, 2, 2, 9], 2)).toMatchObject({ rank: 2 });
  });
});

describe('symmetric eigenvalues', () => {
  it('of the 4 x 4 Hilbert matrix are right to its smallest', () => {
    const hilbert = Array.from({ length: 16 }, (_, i) => 1 / (Math.floor(i / 4) + (i % 4) + 1));
    // mpmath 1.4 eigsy at 50 digits of the matrix of doubles.
    const want = [9.67023040222994e-5, 0.00673827360576076, 0.16914122022145, 1.50021428005924];
    Array.from(l.symmetricEigen(hilbert, 4).values).forEach((value, i) => {
      expect(relative(value, want[i] as number)).toBeLessThan(1e-11);
    });
  });

  it('come with vectors that diagonalise', () => {
    fc.assert(
      fc.property(definite, ({ matrix, size }) => {
        const { values, vectors } = l.symmetricEigen(matrix, size);
        const scale = Math.max(...matrix.map(Math.abs));
        const left = multiply(matrix, vectors, size);
        left.forEach((value, i) => {
          expect(Math.abs(value - (vectors[i] as number) * (values[i % size] as number))).toBeLessThan(
            1e-12 * scale * size,
          );
        });
        expect([...values].sort((x, y) => x - y)).toEqual([...values]);
      }),
    );
  });
});
