import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { STATISTICS_ERRORS } from '../src/errors.js';

const source = fileURLToPath(new URL('../src/', import.meta.url));
const read = (path: string): string => readFileSync(`${source}${path}`, 'utf8');

/** A function that an area's index exports, with the comment before it. */
export interface Documented {
  readonly name: string;
  readonly docstring: string;
  readonly parameters: readonly string[];
}

/** Names of the parameters in the list that opens at the first parenthesis of `text`. */
function parametersOf(text: string): string[] {
  const names: string[] = [];
  let depth = 0;
  let next = true;
  for (let i = text.indexOf('('); i < text.length; i++) {
    const mark = text[i]!;
    if (next && depth === 1) {
      const name = /^\s*(\w+)\??[:=\s]/.exec(text.slice(i));
      if (name !== null) names.push(name[1]!);
      next = false;
    }
    if ('([{<'.includes(mark)) depth++;
    else if (')]}'.includes(mark) || (mark === '>' && text[i - 1] !== '=')) depth--;
    if (depth === 0) break;
    next ||= depth === 1 && (mark === ',' || mark === '(');
  }
  return names;
}

function functionsOf(area: string): Documented[] {
  return [...read(`${area}/index.ts`).matchAll(/export \{([^}]*)\} from '\.\/([\w-]+)\.js'/g)].flatMap(
    ([, names, file]) => {
      const text = read(`${area}/${file}.ts`);
      return names!
        .split(',')
        .map((name) => name.trim())
        .flatMap((name): Documented[] => {
          const head = `export (?:function ${name}\\b|const ${name} = \\()`;
          const found = new RegExp(`((?:/\\*\\*(?:(?!\\*/)[^])*\\*/\n)?)${head}`).exec(text);
          return found === null || name === ''
            ? []
            : [
                {
                  name,
                  docstring: found[1]!.replaceAll(/\s*\n \*\s*/g, ' '),
                  parameters: parametersOf(text.slice(found.index + found[0].length - 1)),
                },
              ];
        });
    },
  );
}

/** Every public function of the package, by name. */
export const PUBLIC_FUNCTIONS: ReadonlyMap<string, Documented> = new Map(
  readdirSync(source, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => functionsOf(entry.name))
    .map((one) => [one.name, one]),
);

/** Whether a docstring names the source of its formula: an author with a year (not a date). */
export const namesSource = ({ docstring }: Documented): boolean =>
  /\b[A-Z][A-Za-z'&-]+(?: et al\.)?(?:,? [^.;:]{0,60})? ?\(?\b(?:1[89]|20)\d\d\b(?!-)/.test(docstring);

/** Codes of the registry in a docstring, and the public functions that it says it throws as. */
function errorsOf(docstring: string): { codes: string[]; as: string[] } {
  const sentences = docstring.split(/(?<=[.;:])\s|(?=@(?:throws|param|returns))/);
  return {
    codes: [...docstring.matchAll(/\b[A-Z]+_[A-Z_]*[A-Z]\b/g)]
      .map(([code]) => code)
      .filter((code) => code in STATISTICS_ERRORS),
    as: sentences
      .filter((sentence) => /\b(?:[Ee]rrors?|[Tt]hrows?|as)\b/.test(sentence))
      .flatMap((sentence) =>
        [...sentence.matchAll(/`(\w+)`|\{@link (\w+)\}/g)].map((name) => name[1] ?? name[2]!),
      ),
  };
}

/** Every code that a function's docstring promises, its own and those of the functions it throws as. */
export function promisedCodes(name: string, seen: Set<string> = new Set()): Set<string> {
  const one = PUBLIC_FUNCTIONS.get(name);
  if (one === undefined || seen.has(name)) return new Set();
  seen.add(name);
  const { codes, as } = errorsOf(one.docstring);
  return new Set([...codes, ...as.flatMap((other) => [...promisedCodes(other, seen)])]);
}
