/** Public API: a mini-program as pages for a browser. */
export type { Bundle } from './build/bundle';
export { BuildError, formatDiagnostic } from './build/diagnostics';
export {
  createSimulator,
  DEFAULT_USERS,
  type Simulator,
  type SimulatorOptions,
} from './build/serve';
export type { Diagnostic, SimUser } from './types';
