export type { WorkspaceConfig } from './config/workspace-config.js';
export { Engine } from './engine/engine.js';
export { WarehouseError } from './errors.js';
export { refreshFacts, factsAreFresh } from './facts/refresh-facts.js';
export { businessDueAt, businessSeconds, scheduleOf } from './schedule/business-hours.js';
export { initWorkspace, openWorkspace, type Workspace } from './workspace/workspace.js';
