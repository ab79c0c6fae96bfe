/**
 * phi(e, l) = (1 - exp(-e l)) / e, continuous through e = 0 where it is l. It is the integral of
 * exp(-e u) over [0, l], and removes the holes that the textbook forms have at s = 1 and a = 1.
 */
export function phi(e: number, l: number): number {
  return e === 0 ? l : -Math.expm1(-e * l) / e;
}
