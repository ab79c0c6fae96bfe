/** Something wrong with a definition, and where in it. */
export interface Problem {
  readonly path: string;
  readonly problem: string;
}
