import { literal } from './sql-text.js';

/** Words for yes and no, lower case, in the languages exports are written in. */
export const yesWords: readonly string[] = [
  'true',
  't',
  'yes',
  'y',
  '1',
  '1.0',
  'on',
  'ja',
  'oui',
  'si',
  'sí',
  'sim',
  'wahr',
  'vrai',
  'verdadero',
  'checked',
  'x',
  '✓',
];
export const noWords: readonly string[] = [
  'false',
  'f',
  'no',
  'n',
  '0',
  '0.0',
  'off',
  'nein',
  'non',
  'não',
  'nao',
  'falsch',
  'faux',
  'falso',
  'unchecked',
  'nee',
];

/** SQL BOOLEAN of a written yes or no; NULL for anything else, a third state (`No internet service`) included. */
export const flagSql = (expr: string): string =>
  `CASE WHEN lower(${expr}) IN (${yesWords.map(literal).join(', ')}) THEN true WHEN lower(${expr}) IN (${noWords.map(literal).join(', ')}) THEN false END`;
