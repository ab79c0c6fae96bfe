import { makeCatalogue } from '../catalogue.js';
import { definitionProblems } from '../definition/check-definition.js';
import { define, type Draft } from '../definition/define.js';
import { inlineMetrics } from '../definition/inline.js';
import type { MetricDefinition } from '../definition/metric-definition.js';
import { metricsError } from '../errors.js';
import { formulaText } from '../explain/formula-text.js';
import type { Catalogue } from '../plan/make-plan.js';
import { customMetricSchema } from './schema.js';

const without = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;

/** Reads the shape of one custom metric; throws `definition_invalid` with the path inside the file. */
function readCustomMetric(raw: unknown, path: string): MetricDefinition {
  const checked = customMetricSchema.safeParse(raw);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    throw metricsError('definition_invalid', [
      [path, ...(issue?.path ?? [])].join('.'),
      issue?.message ?? 'not a metric',
    ]);
  }
  const { formula, ...draft } = without(checked.data);
  const text = formulaText(draft.value);
  const words = { group: 'custom', formula: formula ?? { words: text, symbols: text } };
  // zod types absent keys as undefined; they were dropped above.
  return define({ ...draft, ...words } as Draft);
}

/**
 * The built-in metrics together with those of a workspace's file (`metrics:` in bellwether.yaml, already parsed).
 * Custom metrics may refer to built-in ones and to each other. Throws `definition_invalid` with the path, `metric_twice`,
 * `metric_unknown` or `metric_cycle`.
 */
export function readCatalogue(raw: unknown, path = 'metrics'): Catalogue {
  if (raw === undefined || raw === null) return makeCatalogue();
  if (!Array.isArray(raw)) throw metricsError('definition_invalid', [path, 'expected a list of metrics']);
  const custom = raw.map((one: unknown, index) => readCustomMetric(one, `${path}.${index}`));
  const catalogue = makeCatalogue(custom);
  custom.forEach((definition, index) => {
    const [first] = definitionProblems(inlineMetrics(definition, catalogue.find));
    if (first !== undefined) {
      throw metricsError(
        'definition_invalid',
        [`${path}.${index}.${first.path}`, first.problem],
        definition.id,
      );
    }
  });
  return catalogue;
}
