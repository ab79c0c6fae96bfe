import { statisticsError, type StatisticsErrorCode } from './errors.js';

/** Codes whose message is made of a name, a value and a remedy; those of `optimise` also name the function. */
type OptionCode = Extract<StatisticsErrorCode, `${string}_OPTION`> | 'INTERVAL_VALUE';
type Named =
  | readonly [code: Exclude<OptionCode, 'OPTIMISE_OPTION'>, name: string]
  | readonly [code: 'OPTIMISE_OPTION', fn: string, name: string];

/**
 * `value` once it is certain to be one of `words`; else throws the option error of the area, which says which
 * words there are. Every option that is a word goes through here, because callers without types (and JSON)
 * pass anything: `oneOf(options.ties ?? 'efron', ['efron', 'breslow'], 'SURVIVAL_OPTION', 'ties')`.
 */
export function oneOf<const Word extends string>(
  value: Word,
  words: readonly Word[],
  ...[code, ...names]: Named
): Word {
  if (words.includes(value)) return value;
  const remedy = `say ${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
  throw statisticsError(code, ...([...names, value, remedy] as never));
}
