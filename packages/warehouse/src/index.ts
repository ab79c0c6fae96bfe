export { readConfig } from './config/read-config.js';
export type { WorkspaceConfig } from './config/workspace-config.js';
export { Engine } from './engine/engine.js';
export { WarehouseError } from './errors.js';
export { refreshFacts, factsAreFresh } from './facts/refresh-facts.js';
export { factsVersion } from './facts/facts-version.js';
export { businessDueAt, businessSeconds, scheduleOf } from './schedule/business-hours.js';
export { initWorkspace, openWorkspace, type Workspace } from './workspace/workspace.js';
export { importFiles } from './import/import-files.js';
export type { ImportOptions } from './import/import-options.js';
export { planImport } from './import/plan-tables.js';
export type { FileReport, ImportProgress, ImportReport } from './import/import-report.js';
export { listBatches, listBatchFiles } from './import/batches.js';
export { undoBatch } from './import/undo-batch.js';
export { listRejects, type Reject } from './import/rejects.js';
export { openIssues, type OpenIssue } from './quality/open-issues.js';
export { metricQuality, type MetricQuality } from './quality/metric-quality.js';
export { type MetricRule, metricRules } from './quality/metric-rules.js';
export { ensureFresh, queryContext } from './query/query-context.js';
export { type JudgedCell, type JudgedResult, queryMetrics } from './query/query-metrics.js';
export { planOf } from './query/known-answers.js';
export { workspaceCatalogue } from './query/workspace-catalogue.js';
export { type Board, type BoardLine, board } from './query/board.js';
export type { ImportPlan, PlannedTable } from './import/import-plan.js';
export { cellRows, type SourcedRows, type SourcedRow } from './query/cell-rows.js';
export { explainQuery, type QueryExplanation } from './query/explain-query.js';
export { backupWorkspace, restoreWorkspace } from './workspace/backup.js';
export { scaffoldMapping } from './import/scaffold-mapping.js';
// What people decide and write:
export { prepareOperations } from './operations/operations.js';
export {
  addTarget,
  changeTarget,
  deleteTarget,
  listTargets,
  type Target,
  type TargetChange,
  targetChanges,
  type TargetInput,
} from './operations/targets.js';
export {
  addAnnotation,
  type Annotation,
  type AnnotationInput,
  changeAnnotation,
  deleteAnnotation,
  listAnnotations,
} from './operations/annotations.js';
export {
  addSavedView,
  changeSavedView,
  deleteSavedView,
  listSavedViews,
  type SavedView,
  type SavedViewInput,
} from './operations/saved-views.js';
export {
  type DefinitionVersion,
  definitionVersions,
  type RecordedDefinition,
  recordDefinitions,
} from './operations/definition-versions.js';
export {
  planSettings,
  settingsOfNew,
  type SettingsChange,
  writeSettings,
} from './operations/change-settings.js';
export { rebuildFigures } from './operations/rebuild-figures.js';
// What the screens read besides figures:
export { type DimensionValues, dimensionValues } from './read/dimension-values.js';
export { tableSamples } from './read/table-samples.js';
export { type FilledEntity, type ImportedStream, importedSources } from './read/imported-sources.js';
export type { AccountRow } from './read/account-columns.js';
export {
  type Health,
  healthRule,
  healthStates,
  type HealthState,
  type Sign,
  type SignCode,
  signStates,
  type SignState,
} from './read/health/sign.js';
export { actionKinds, actionStates, type OpenAction } from './read/open-actions.js';
export {
  type AccountSort,
  accountSorts,
  type AccountsPage,
  type AccountsRequest,
  listAccounts,
} from './read/accounts.js';
export { type AccountProfile, accountProfile } from './read/account-profile.js';
export {
  accountTimeline,
  type Timeline,
  type TimelineEvent,
  type TimelineKind,
  timelineKinds,
} from './read/account-timeline.js';
export {
  type AccountEvidence,
  accountEvidence,
  aloneAccounts,
  aloneReasons,
  type IdentityCoverage,
  identityCoverage,
  unitedAccounts,
} from './read/identity.js';
export { identityMethods } from './identity/methods.js';
export { type KeptApart, keptApart } from './read/kept-apart.js';
export { type AccountPair, accountPair, accountRecord, type PairedRecord } from './read/account-pair.js';
export { type RevenueCohort, revenueCohorts, type RevenueCohortsRequest } from './read/revenue-cohorts.js';
export { type FunnelStage, type StageFunnel, stageFunnel } from './read/stage-funnel.js';
export {
  type VelocityChange,
  velocityChange,
  type VelocityFactor,
  velocityFactors,
} from './read/velocity.js';
