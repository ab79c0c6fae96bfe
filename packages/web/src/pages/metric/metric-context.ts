import type { DimensionFilter, MetricDetail, Organisation } from '../../api/types.js';
import type { Note } from '../../export/table.js';
import { filterText } from '../../format/filter-text.js';
import type { ChosenPeriod } from '../../period/chosen-period.js';

/** What every part of the metric page needs to know. */
export interface MetricContext {
  readonly metric: MetricDetail;
  readonly organisation: Organisation;
  readonly period: ChosenPeriod;
  readonly where: readonly DimensionFilter[];
}

/** What an export or a print says of the measure: its definition with version, the period and the filters. */
export const metricNotes = ({ metric, period, where }: MetricContext): readonly Note[] => [
  ['Measure', `${metric.name} (${metric.id})`],
  ['Definition', `version ${metric.version}, ${metric.hash}`],
  ['Formula', metric.formula.words],
  ['Period', `${period.text}${period.partial ? ', so far' : ''}`],
  ['Filters', filterText(where)],
];
