/** The end of a switch that names every case: the compiler proves it is never reached. */
export function unreachable(value: never): never {
  throw new TypeError(`unforeseen case: ${JSON.stringify(value)}`);
}
