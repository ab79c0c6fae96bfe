import type { Condition, EntityMapping, Value } from './schema.js';

const inCondition = (condition: Condition): string[] => {
  if ('all' in condition) return condition.all.flatMap(inCondition);
  if ('any' in condition) return condition.any.flatMap(inCondition);
  if ('not' in condition) return inCondition(condition.not);
  return condition.same_as === undefined ? [condition.column] : [condition.column, condition.same_as];
};

const list = (names: string | readonly string[] | undefined): readonly string[] =>
  names === undefined ? [] : typeof names === 'string' ? [names] : names;

const isList = (value: Value): value is readonly string[] => Array.isArray(value);

const inValue = (value: Value | null): string[] => {
  if (value === null) return [];
  if (typeof value === 'string' || isList(value)) return [...list(value)];
  return [
    ...list(value.from),
    ...list(value.from_header),
    ...list(value.fill_by),
    ...(value.hash ?? []),
    ...[...(value.concat ?? []), ...(value.sum ?? []), ...(value.product ?? [])].flatMap(inValue),
    ...(value.case ?? []).flatMap((branch) => [...inCondition(branch.when), ...inValue(branch.value)]),
    ...(value.currency === undefined ? [] : inValue(value.currency)),
    ...(value.else === undefined ? [] : inValue(value.else)),
  ];
};

/** Every header that a mapping of an entity reads (not the `$` names of `each`). */
export const mentionedHeaders = (mapping: EntityMapping): readonly string[] => {
  const { each } = mapping;
  const unpivoted = !each
    ? []
    : 'headers' in each
      ? list(each.headers)
      : 'list' in each
        ? list(each.list)
        : [each.json];
  return [
    ...(mapping.where ? inCondition(mapping.where) : []),
    ...(mapping.latest === undefined ? [] : [mapping.latest]),
    ...unpivoted,
    ...Object.values(mapping.columns).flatMap(inValue),
  ].filter((name) => !name.startsWith('$'));
};

/** Every header that a condition reads. */
export const headersOfCondition = inCondition;
