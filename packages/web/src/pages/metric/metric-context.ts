import type { DimensionFilter, MetricDetail, Organisation } from '../../api/types.js';
import type { ChosenPeriod } from '../../period/chosen-period.js';

/** What every part of the metric page needs to know. */
export interface MetricContext {
  readonly metric: MetricDetail;
  readonly organisation: Organisation;
  readonly period: ChosenPeriod;
  readonly where: readonly DimensionFilter[];
}

/** First lines of an export: definition with version, filters, zone and as-of. */
export const exportNotes = ({ metric, organisation, period, where }: MetricContext): readonly string[] => [
  `${organisation.name}${organisation.isSample ? ' (sample company, made up)' : ''}`,
  `${metric.name} (${metric.id}), definition version ${metric.version}, ${metric.hash}`,
  metric.formula.words,
  `period ${period.text}${period.partial ? ', so far' : ''}`,
  where.length === 0
    ? 'no filter'
    : `only ${where.map(({ dimension, values }) => `${dimension}: ${values.map((value) => value ?? 'not recorded').join(' or ')}`).join('; ')}`,
  `time zone ${organisation.timeZone}, currency ${organisation.currency}, data to ${organisation.asOf}`,
];
