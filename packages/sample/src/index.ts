export { createSimulation, type Setting, type Simulation } from './simulate/simulation.js';
export type * from './world/events.js';
