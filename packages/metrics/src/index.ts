// The map of the package. Ask for figures:
export { assembleResult, planQuery, renderPlan, runQuery, runSteps } from './query.js';
export type { Execute, QueryOptions, QueryPlan, QueryStep, RowsPerStep } from './query.js';
export type { QueryContext } from './plan/context.js';
export { type DimensionFilter, type QueryRequest, requestSchema } from './plan/request.js';
export { type Catalogue, findMetric } from './plan/make-plan.js';
export type { LogicalPlan, PlannedMetric } from './plan/logical-plan.js';
export type { PlannedPeriod } from './plan/planned-period.js';
export type {
  Cell,
  CellComparison,
  CellInterval,
  Figure,
  MetricHeader,
  QueryResult,
} from './result/query-result.js';
export { type Reason, type ReasonCode, reason, reasons } from './result/reason.js';
export type { Row } from './result/leg-rows.js';
// The records behind a figure:
export { type LegRowsPlan, planRows, type RowsPlan } from './rows/plan-rows.js';
export { type CellRow, type LegRows, type RowsResult, runRows } from './rows/run-rows.js';
export { type RowsRequest, rowsRequestSchema } from './rows/rows-request.js';
// What a figure is:
export { catalogue, definitions, makeCatalogue } from './catalogue.js';
export type { Leg, MetricDefinition, MetricGroup, Unit, Variant } from './definition/metric-definition.js';
export { groups, groupTitles, units } from './definition/metric-definition.js';
export type { Parameter, ParameterValues } from './definition/parameter.js';
export type { Expression } from './definition/expression.js';
export { dimensionsOf } from './definition/dimensions.js';
export { definitionHash } from './definition/hash.js';
export { canonicalJson } from './definition/canonical-json.js';
export { sha256 } from './definition/sha256.js';
export { definitionProblems } from './definition/check-definition.js';
export type { Problem } from './definition/problem.js';
// In words:
export {
  explainMetric,
  explainPlan,
  type LegExplanation,
  type MetricExplanation,
  type PlanExplanation,
} from './explain/explain-metric.js';
export { formulaText } from './explain/formula-text.js';
// A workspace's own metrics:
export { readCatalogue } from './custom/custom-metric.js';
export { customMetricSchema } from './custom/schema.js';
// Periods:
export { type Grain, grains, type Rolling } from './period/grain.js';
export type { Period } from './period/period.js';
export { parsePeriod } from './period/parse.js';
export { enumeratePeriods } from './period/enumerate.js';
export { type CalendarGrain, periodAt } from './period/unit.js';
export { type Comparison, comparisons } from './period/compare.js';
// SQL:
export type { Dialect } from './sql/dialect.js';
export { duckdbDialect } from './sql/duckdb.js';
export type { SqlText, SqlValue } from './sql/writer.js';
// Errors:
export { MetricsError, type MetricsErrorCode } from './errors.js';
