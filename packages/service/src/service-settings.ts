/** The settings every service has, to be spread into an app's own. */
import { from, type Settings, type SettingValues, setting } from './settings';

/** Settings shared by all services; `portVariable` names the variable of this service's port. */
export function serviceSettings(portVariable: string, port: number) {
  return {
    nodeEnv: setting({
      env: 'NODE_ENV',
      doc: 'production refuses missing settings; anything else falls back to the embedded stores',
      schema: from.choice(['production', 'development', 'test']),
      fallback: 'development',
    }),
    port: setting({
      env: portVariable,
      doc: 'port the service listens on; 0 takes a free one',
      schema: from.port,
      fallback: port,
    }),
    host: setting({
      env: 'HOST',
      doc: 'address the services listen on; nginx stands in front of it',
      schema: from.text,
      fallback: '127.0.0.1',
    }),
    logLevel: setting({
      env: 'LOG_LEVEL',
      doc: 'least level that is logged: trace, debug, info, warn, error, fatal or silent',
      schema: from.choice(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
      fallback: 'info',
    }),
    trustedProxies: setting({
      env: 'TRUSTED_PROXIES',
      doc: 'addresses or networks, comma-separated, whose X-Forwarded-For is believed',
      schema: from.list,
      fallback: ['loopback'] as readonly string[],
    }),
    corsOrigins: setting({
      env: 'CORS_ORIGINS',
      doc: 'origins, comma-separated, that browsers may call from; none when empty',
      schema: from.list,
      fallback: [] as readonly string[],
    }),
    rateLimit: setting({
      env: 'RATE_LIMIT',
      doc: 'requests a minute that one client address may make to one process; 0 for no limit',
      schema: from.integer(0, 1e9),
      fallback: 1200,
    }),
    bodyLimitBytes: setting({
      env: 'BODY_LIMIT',
      doc: 'largest JSON body in bytes',
      schema: from.integer(1, 1e9),
      fallback: 1_048_576,
    }),
    stopTimeoutMs: setting({
      env: 'STOP_TIMEOUT_MS',
      doc: 'milliseconds that requests under way get to finish when the service stops',
      schema: from.integer(0, 600_000),
      fallback: 1500,
    }),
    drainMs: setting({
      env: 'DRAIN_MS',
      doc: 'milliseconds that connections without a request stay open when the service stops, so that the proxy in front ends them first; below STOP_TIMEOUT_MS',
      schema: from.integer(0, 600_000),
      fallback: 0,
    }),
  } as const satisfies Settings;
}

/** The values of `serviceSettings`. */
export type ServiceConfig = SettingValues<ReturnType<typeof serviceSettings>>;
