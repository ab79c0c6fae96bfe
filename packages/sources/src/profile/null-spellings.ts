/** Ways people and tools write "nothing", lower case, trimmed. */

/** Nothing, whatever the column holds. */
export const plainNulls: readonly string[] = [
  '',
  'null',
  '(null)',
  '\\n',
  'n/a',
  '#n/a',
  'undefined',
  '-',
  '--',
  '---',
  '–',
  '—',
  '?',
  '(blank)',
  '(empty)',
  '--none--',
  '-none-',
];

/** Nothing in a column of dates, numbers or flags; in a column of text they can be values (Namibia is NA). */
export const typedNulls: readonly string[] = [
  ...plainNulls,
  'na',
  'nan',
  'nat',
  'none',
  'nil',
  'unknown',
  'select',
  'not set',
  '(not set)',
  'tbd',
  'tba',
  '#value!',
  '#ref!',
  '#div/0!',
  '#name?',
  '#num!',
  '0000-00-00',
  '0000-00-00 00:00:00',
  '00/00/0000',
  '00-00-0000',
  '00.00.0000',
];

const plain = new Set(plainNulls);
const typed = new Set(typedNulls);

export const isPlainNull = (text: string): boolean => plain.has(text.trim().toLowerCase());
export const isTypedNull = (text: string): boolean => typed.has(text.trim().toLowerCase());
