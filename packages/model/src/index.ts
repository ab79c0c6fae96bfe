export type { Column, ColumnOptions, ColumnType } from './column.js';
export {
  choice,
  currency,
  date,
  decimal,
  flag,
  id,
  instant,
  integer,
  money,
  reference,
  text,
} from './column.js';
export { entities, findEntity } from './catalogue.js';
export type { Entity } from './entity.js';
export { entity } from './entity.js';
export type { Fact, FactColumn, FactColumnRole } from './fact.js';
export { accountDimensions } from './fact.js';
export { facts, findFact } from './fact-catalogue.js';
