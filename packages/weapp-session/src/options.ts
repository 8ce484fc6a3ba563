/** What a session layer is made with: checked once, at set-up, each default written here only. */
import { randomBytes } from 'node:crypto';
import type { ParameterizedContext } from 'koa';
import type { RandomBytes } from './keys';
import type { SessionStore } from './store';
import type { Profile, WxUserInfo } from './user';
import { WEIXIN_ENDPOINT } from './weixin';

/** The part of a pino logger that is used. */
export interface SessionLogger {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What a session layer is made with. */
export interface WeappSessionOptions {
  /** The mini-program's AppID. */
  readonly appId: string;
  /** The mini-program's AppSecret. */
  readonly appSecret: string;
  /** Where sessions are kept; see `createRedisSessionStore`, `createMemorySessionStore`. */
  readonly store: SessionStore;
  /** Where auth.code2Session is asked; WeChat itself by default. */
  readonly endpoint?: string;
  /** Milliseconds for one try of auth.code2Session; 3000 by default, at most 60000. */
  readonly timeoutMs?: number;
  /** Further tries when WeChat is busy or cannot be reached, 0 to 5; 2 by default. */
  readonly retries?: number;
  /** Milliseconds before the first further try, doubled for each; 100 by default. */
  readonly retryDelayMs?: number;
  /** Milliseconds for one call of the store; 1000 by default, at most 60000. */
  readonly storeTimeoutMs?: number;
  /** Milliseconds between looks at the exchange of another process; 50 by default. */
  readonly pollMs?: number;
  /** Seconds a session of the 2016 protocol lives; 7200 by default. */
  readonly ttlSeconds?: number;
  /** Seconds a token lives; 7 days by default. */
  readonly tokenTtlSeconds?: number;
  /** Seconds a profile is kept after its last use; 180 days by default, at least the token's. */
  readonly profileTtlSeconds?: number;
  /** The most tokens a user has at a time, 1 to 1000; 10 by default. A further login ends the oldest. */
  readonly maxTokens?: number;
  /**
   * Names users to clients (`user.id`). The AppSecret by default; set it, so that users keep
   * their ids when the AppSecret is reset.
   */
  readonly idSecret?: string;
  /** Requests the middleware lets pass without looking at them. */
  readonly ignore?: (ctx: ParameterizedContext) => boolean;
  /** Whether a profile may be kept; false refuses it. For checks of user content. */
  readonly checkProfile?: (profile: Profile, user: WxUserInfo) => boolean | Promise<boolean>;
  /** Told about failures that are not the client's. No secret is ever passed to it. */
  readonly logger?: SessionLogger;
  /** The time in Unix milliseconds. */
  readonly now?: () => number;
  /** Gives so many random bytes. */
  readonly random?: RandomBytes;
  readonly fetch?: typeof globalThis.fetch;
}

/** Options with nothing left open. */
export interface SessionSettings extends Required<Omit<WeappSessionOptions, 'endpoint'>> {
  readonly endpoint: URL;
}

const quiet: SessionLogger = { warn() {}, error() {} };
const DAY_SECONDS = 86_400;

function misuse(option: keyof WeappSessionOptions, must: string): TypeError {
  return new TypeError(`weappSession: ${option} must be ${must}`);
}

function text(option: 'appId' | 'appSecret' | 'idSecret', value: unknown): string {
  if (typeof value !== 'string' || value === '') throw misuse(option, 'a string that is not empty');
  return value;
}

function whole(option: keyof WeappSessionOptions, value: number, min: number, max: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw misuse(option, `an integer from ${min} to ${max}`);
}

function address(endpoint: string): URL {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw misuse('endpoint', 'an http(s) address');
}

function storeOf(store: SessionStore): SessionStore {
  if (typeof store?.findCode === 'function') return store;
  throw misuse('store', 'a SessionStore');
}

const MAX_MS = 60_000;
const MAX_SECONDS = 10 * 365 * DAY_SECONDS;

function limitsOf(options: WeappSessionOptions) {
  const { timeoutMs = 3_000, storeTimeoutMs = 1_000, retries = 2, retryDelayMs = 100 } = options;
  const { pollMs = 50, ttlSeconds = 7_200, tokenTtlSeconds = 7 * DAY_SECONDS } = options;
  const { profileTtlSeconds = Math.max(180 * DAY_SECONDS, tokenTtlSeconds) } = options;
  return {
    timeoutMs: whole('timeoutMs', timeoutMs, 1, MAX_MS),
    storeTimeoutMs: whole('storeTimeoutMs', storeTimeoutMs, 1, MAX_MS),
    retries: whole('retries', retries, 0, 5),
    retryDelayMs: whole('retryDelayMs', retryDelayMs, 0, MAX_MS),
    pollMs: whole('pollMs', pollMs, 1, MAX_MS),
    ttlSeconds: whole('ttlSeconds', ttlSeconds, 1, MAX_SECONDS),
    tokenTtlSeconds: whole('tokenTtlSeconds', tokenTtlSeconds, 1, MAX_SECONDS),
    profileTtlSeconds: whole('profileTtlSeconds', profileTtlSeconds, tokenTtlSeconds, MAX_SECONDS),
    maxTokens: whole('maxTokens', options.maxTokens ?? 10, 1, 1_000),
  };
}

/**
 * Checks the options and fills in what is not given.
 * @throws TypeError that names the option
 */
export function settingsOf(options: WeappSessionOptions): SessionSettings {
  const appSecret = text('appSecret', options.appSecret);
  return {
    appId: text('appId', options.appId),
    appSecret,
    idSecret: text('idSecret', options.idSecret ?? appSecret),
    store: storeOf(options.store),
    endpoint: address(options.endpoint ?? WEIXIN_ENDPOINT),
    ...limitsOf(options),
    ignore: options.ignore ?? (() => false),
    checkProfile: options.checkProfile ?? (() => true),
    logger: options.logger ?? quiet,
    now: options.now ?? Date.now,
    random: options.random ?? randomBytes,
    fetch: options.fetch ?? globalThis.fetch,
  };
}
