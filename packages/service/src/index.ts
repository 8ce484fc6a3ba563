export { type ClientAddress, clientAddress, clientKey } from './client-address';
export { ApiError, type ApiErrorOptions } from './errors';
export { describe as describeFailure, type FailureTexts } from './failure';
export type { ReadyChecks } from './health';
export { asPortTaken, type Listening, type ListenOptions, listen, PortTakenError } from './listen';
export { createLogger, type Logger, type LogOptions, prettyStream } from './log';
export { tooMany } from './rate-limit';
export { readyAnswer, sendReady } from './ready-answer';
export { answered, type Handler, type Handlers, implement, type Route } from './routes';
export { runProcess, type StartApp, type StartedApp, type StartOptions } from './run';
export { createService, type RunningService, type Service, type ServiceOptions } from './service';
export { type ServiceConfig, serviceSettings } from './service-settings';
export {
  type Env,
  from,
  readSettings,
  type Setting,
  type Settings,
  SettingsError,
  type SettingValues,
  setting,
} from './settings';
export { type LockWait, whileLocked } from './sqlite-lock';
export { withTimeout } from './timeout';
