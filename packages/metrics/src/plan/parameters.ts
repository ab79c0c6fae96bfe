import type { MetricDefinition } from '../definition/metric-definition.js';
import type { NumberOrParameter, Parameter, ParameterValues } from '../definition/parameter.js';
import { metricsError } from '../errors.js';

function checkValue(name: string, parameter: Parameter, value: unknown, where: string): number | string {
  if (parameter.kind === 'choice') {
    if (typeof value === 'string' && parameter.choices.includes(value)) return value;
    throw metricsError('parameter_value', [name, JSON.stringify(value), parameter.choices.join(', ')], where);
  }
  const fits =
    typeof value === 'number' &&
    Number.isFinite(value) &&
    value >= parameter.minimum &&
    value <= parameter.maximum &&
    (!parameter.whole || Number.isInteger(value));
  if (fits) return value;
  const kind = parameter.whole ? 'a whole number' : 'a number';
  throw metricsError(
    'parameter_value',
    [name, JSON.stringify(value), `${kind} from ${parameter.minimum} to ${parameter.maximum}`],
    where,
  );
}

/**
 * The values of a metric's parameters: what the request says, else the organisation's assumption, else the default.
 * Throws `parameter_unknown` or `parameter_value`.
 */
export function parameterValues(
  definition: MetricDefinition,
  asked: Readonly<Record<string, number | string>>,
  assumptions: Readonly<Record<string, number | string>>,
): ParameterValues {
  const known = Object.keys(definition.parameters);
  for (const name of Object.keys(asked)) {
    if (!known.includes(name)) {
      throw metricsError('parameter_unknown', [name, known.join(', ')], definition.id);
    }
  }
  return Object.fromEntries(
    Object.entries(definition.parameters).map(([name, parameter]) => {
      const assumed = parameter.assumption === undefined ? undefined : assumptions[parameter.assumption];
      const value = asked[name] ?? assumed ?? parameter.default;
      return [name, value === null ? null : checkValue(name, parameter, value, definition.id)];
    }),
  );
}

/** A number of the definition, parameters looked up; null where the parameter has no value. */
export function resolveNumber(value: NumberOrParameter, values: ParameterValues): number | null {
  if (typeof value === 'number') return value;
  const found = values[value.parameter];
  return typeof found === 'number' ? found : null;
}
