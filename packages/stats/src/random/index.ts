export { type AliasTable, createAliasTable, drawAlias } from './alias-table.js';
export { drawBeta, drawExponential, drawGamma, drawNormal, drawUniform } from './continuous-draws.js';
export {
  drawBinomial,
  drawCategory,
  drawMultinomial,
  drawPermutation,
  drawPoisson,
  drawReweighting,
} from './discrete-draws.js';
export { createRandom, RandomSource, type Seed } from './random-source.js';
