// The map of the package.
export { type RunningServer, type StartOptions, startServer } from './start.js';
export { defaultLimits, type ServerLimits } from './host.js';
export { type ServerFile, serverFile } from './session/server-file.js';
// What the command line asks of a workspace, here or in a running server:
export { type CallName, type CallProgress, type Calls, calls } from './library/calls.js';
export { type CallFailure, callLine } from './library/line.js';
export type { ImportPreview } from './library/import-preview.js';
export { healthAnswer } from './routes/health.js';
export { serverVersion } from './version.js';
export { type Problem, problemKinds } from './http/problems.js';
