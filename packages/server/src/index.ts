// The map of the package.
export { type RunningServer, type StartOptions, startServer } from './start.js';
export { defaultLimits, type ServerLimits } from './host.js';
export type { ServerFile } from './session/server-file.js';
export { type Problem, problemKinds } from './http/problems.js';
