import { type Document, isMap, isScalar, parseDocument, stringify, type YAMLMap } from 'yaml';

/** A setting in a section: a scalar or a list; null takes it out. */
export type SettingValue = string | number | boolean | null | readonly unknown[];

const isPlain = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

const inline = (value: string | number | boolean): string => stringify(value, { lineWidth: 0 }).trimEnd();

/** Where the line ends that holds this place, its break included. */
const lineEnd = (text: string, place: number): number => {
  const end = text.indexOf('\n', place);
  return end === -1 ? text.length : end + 1;
};

const splice = (text: string, start: number, end: number, put: string): string =>
  text.slice(0, start) + put + text.slice(end);

const sectionOf = (document: Document, section: string): YAMLMap | null => {
  const node = document.get(section, true);
  return isMap(node) && node.range && !node.flow ? node : null;
};

/** The text without the line of a setting that stands on one; null where it does not. */
const withoutLine = (text: string, map: YAMLMap | null, name: string): string | null => {
  const node = map?.get(name, true);
  // A section that loses its last setting would read as empty text rather than as no settings.
  if (!map || map.items.length < 2 || !isScalar(node) || !node.range) return null;
  const start = text.lastIndexOf('\n', node.range[0]) + 1;
  const end = lineEnd(text, Math.max(0, node.range[1] - 1));
  const line = text.slice(start, end);
  return line.trimStart().startsWith(`${name}:`) && !line.trimEnd().includes('\n')
    ? splice(text, start, end, '')
    : null;
};

/** Changes the text itself where that is simple, so that nothing else of the file moves; null where it is not. */
const editText = (text: string, section: string, name: string, value: SettingValue): string | null => {
  const document = parseDocument(text);
  if (value === null) return withoutLine(text, sectionOf(document, section), name);
  if (!isPlain(value) || (typeof value === 'string' && value.includes('\n'))) return null;
  if (!document.has(section)) {
    const gap = text === '' || text.endsWith('\n') ? '' : '\n';
    return `${text}${gap}${section}:\n  ${name}: ${inline(value)}\n`;
  }
  const map = sectionOf(document, section);
  if (!map) return null;
  const node = map.get(name, true);
  if (isScalar(node) && node.range) {
    const [start, end] = node.range;
    return start < end ? splice(text, start, end, inline(value)) : null;
  }
  if (node !== undefined) return null;
  const last = map.items.at(-1);
  const first = map.items[0];
  const key = isScalar(first?.key) ? first.key.range?.[0] : undefined;
  const valueNode = last?.value as { readonly range?: readonly [number, number, number] } | null | undefined;
  if (key === undefined || !valueNode?.range) return null;
  const indent = text.slice(text.lastIndexOf('\n', key - 1) + 1, key);
  if (indent.trim() !== '') return null;
  const after = lineEnd(text, Math.max(0, valueNode.range[1] - 1));
  const gap = text[after - 1] === '\n' ? '' : '\n';
  return splice(text, after, after, `${gap}${indent}${name}: ${inline(value)}\n`);
};

/** The text of a YAML file with one setting changed; comments stay. */
export const editYaml = (text: string, section: string, name: string, value: SettingValue): string => {
  const edited = editText(text, section, name, value);
  // A change of the text is only taken when it reads as what was asked for.
  if (edited !== null) {
    const read = parseDocument(edited);
    if (read.errors.length === 0 && Object.is(read.getIn([section, name]) ?? null, value)) return edited;
  }
  const document = parseDocument(text);
  if (value === null) document.deleteIn([section, name]);
  else document.setIn([section, name], value);
  return document.toString({ lineWidth: 0, flowCollectionPadding: /[[{] /.test(text) });
};
