export { SampleError, type SampleErrorCode } from './errors.js';
export type { Fault, FaultList, Outcome } from './faults/fault.js';
export { generateSample, type SampleOptions, type SampleProgress, type SampleSummary } from './generate.js';
export { createSimulation, type Setting, type Simulation } from './simulate/simulation.js';
export type { TruthCell, TruthFigure } from './truth/assemble.js';
export type { Truth } from './truth/truth.js';
export type * from './world/events.js';
