/** One object of a JSON file as cells: numbers keep every digit they were written with. */

const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$/;

export interface JsonCell {
  /** Text of the value: a string decoded, a number as written, an object or array as JSON text; null for null. */
  readonly text: string | null;
  readonly isNumber: boolean;
}

const skipBlanks = (text: string, from: number): number => {
  let i = from;
  while (i < text.length && ' \t\r\n'.includes(text[i] as string)) i += 1;
  return i;
};

/** End of the string that opens at `from`. */
const stringEnd = (text: string, from: number): number => {
  for (let i = from + 1; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 92) i += 1;
    else if (code === 34) return i + 1;
  }
  throw new SyntaxError('a string is never closed');
};

/** End of the value that begins at `from`. */
const valueEnd = (text: string, from: number): number => {
  const first = text[from];
  if (first === '"') return stringEnd(text, from);
  let depth = 0;
  for (let i = from; i < text.length; i += 1) {
    const char = text[i];
    if (char === '"') i = stringEnd(text, i) - 1;
    else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') {
      if (depth === 0) return i;
      depth -= 1;
      if (depth === 0) return i + 1;
    } else if (char === ',' && depth === 0) return i;
  }
  throw new SyntaxError('a value is cut short');
};

const cellOf = (raw: string): JsonCell => {
  const first = raw[0];
  if (first === '"') return { text: JSON.parse(raw) as string, isNumber: false };
  if (raw === 'null') return { text: null, isNumber: false };
  if (raw === 'true' || raw === 'false') return { text: raw, isNumber: false };
  if (first === '{' || first === '[') {
    JSON.parse(raw);
    return { text: raw, isNumber: false };
  }
  if (!NUMBER.test(raw)) throw new SyntaxError(`'${raw.slice(0, 40)}' is no JSON value`);
  return { text: raw, isNumber: true };
};

/** Cells of one object by key. Throws SyntaxError when the text is not exactly one JSON object. */
export const cellsOfObject = (text: string): Map<string, JsonCell> => {
  const cells = new Map<string, JsonCell>();
  let i = skipBlanks(text, 0);
  if (text[i] !== '{') throw new SyntaxError('a row is not an object');
  i = skipBlanks(text, i + 1);
  if (text[i] !== '}') {
    for (;;) {
      if (text[i] !== '"') throw new SyntaxError('a key is not a string');
      const keyEnd = stringEnd(text, i);
      const key = JSON.parse(text.slice(i, keyEnd)) as string;
      i = skipBlanks(text, keyEnd);
      if (text[i] !== ':') throw new SyntaxError(`no colon after key '${key}'`);
      i = skipBlanks(text, i + 1);
      const end = valueEnd(text, i);
      cells.set(key, cellOf(text.slice(i, end).trimEnd()));
      i = skipBlanks(text, end);
      if (text[i] === '}') break;
      if (text[i] !== ',') throw new SyntaxError(`no comma after key '${key}'`);
      i = skipBlanks(text, i + 1);
    }
  }
  if (skipBlanks(text, i + 1) !== text.length) throw new SyntaxError('text follows the object');
  return cells;
};
