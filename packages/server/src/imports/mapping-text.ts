import { findEntity } from '@bellwether/model';
import type { z } from 'zod';
import { problem } from '../http/problems.js';
import type { mappingOption } from '../schemas/import.js';

/** The text of the mapping file that an option stands for. Throws the problem `value_unfit`. */
export const mappingText = (option: z.output<typeof mappingOption>): string => {
  if (typeof option === 'string') return option;
  const entity = findEntity(option.entity);
  if (!entity) throw problem('value_unfit', `There is no kind of record '${option.entity}'.`);
  const unknown = Object.keys(option.columns).filter((name) => !entity.columns[name]);
  if (unknown.length > 0)
    throw problem('value_unfit', `${option.entity} has no column ${unknown.join(', ')}.`);
  const headers = [...new Set(Object.values(option.columns))];
  if (headers.length === 0) throw problem('value_unfit', 'The mapping names no column.');
  // Rows that nobody numbers are known by what stands in them.
  const [key, ...more] = entity.key;
  const numbered: Record<string, unknown> =
    key !== undefined && more.length === 0 && option.columns[key] === undefined
      ? { [key]: { hash: headers } }
      : {};
  // JSON is YAML.
  return JSON.stringify({
    source: 'own',
    title: 'Mapped by hand',
    streams: {
      [option.entity]: {
        recognise: { headers },
        entities: [
          {
            entity: option.entity,
            columns: {
              ...numbered,
              ...Object.fromEntries(
                Object.entries(option.columns).map(([name, header]) => [name, { from: header }]),
              ),
            },
          },
        ],
      },
    },
  });
};
