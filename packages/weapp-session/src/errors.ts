/** The failure a client is told: the shape and the reasons of the 2016 protocol, and one reason more. */

/** Marks a JSON answer as a session failure; clients of 2016 look for this key in every answer. */
export const SESSION_MAGIC_ID = 'F2C224D4-2BCE-4C64-AF9F-A6D872000D1A';

/**
 * Why a session was refused. `ERR_SESSION_UNAVAILABLE` is an addition to the 2016 protocol: the
 * session store does not answer; clients of 2016 report it instead of logging in again.
 */
export const sessionReasons = {
  expired: 'ERR_SESSION_EXPIRED',
  exchangeFailed: 'ERR_SESSION_KEY_EXCHANGE_FAILED',
  untrustedRawData: 'ERR_UNTRUSTED_RAW_DATA',
  unavailable: 'ERR_SESSION_UNAVAILABLE',
} as const;

/** One of {@link sessionReasons}. */
export type SessionReason = (typeof sessionReasons)[keyof typeof sessionReasons];

/** What WeChat said, as far as a client may know it. */
export interface WeixinErrorDetail {
  readonly errcode?: number;
  readonly errmsg?: string;
}

/** The JSON body of a session failure (contracts: Session). */
export interface SessionFailure {
  readonly [SESSION_MAGIC_ID]: 1;
  readonly reason: SessionReason;
  readonly error: {
    readonly name: string;
    readonly message: string;
    readonly detail?: WeixinErrorDetail;
  };
}

/** What may be said about a {@link SessionError} beside its reason. */
export interface SessionErrorOptions {
  /** HTTP status: 401 unless WeChat (502) or the store (503) is at fault. */
  readonly status?: 401 | 502 | 503;
  readonly detail?: WeixinErrorDetail;
  readonly cause?: unknown;
}

/** A session that could not be given; `status` and `toJSON()` are the answer a client gets. */
export class SessionError extends Error {
  override readonly name = 'SessionError';
  readonly reason: SessionReason;
  readonly status: 401 | 502 | 503;
  readonly detail: WeixinErrorDetail | undefined;

  constructor(reason: SessionReason, message: string, options: SessionErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.reason = reason;
    this.status = options.status ?? 401;
    this.detail = options.detail;
  }

  /** The failure JSON; the cause stays on the server. */
  toJSON(): SessionFailure {
    const { name, message, reason, detail } = this;
    return { [SESSION_MAGIC_ID]: 1, reason, error: { name, message, ...(detail && { detail }) } };
  }
}

/** No session, or one that ran out. */
export const expired = (message = 'the session is unknown or has expired') =>
  new SessionError(sessionReasons.expired, message);

/** rawData that WeChat did not sign, or that is no user. */
export const untrusted = (message: string) =>
  new SessionError(sessionReasons.untrustedRawData, message);

/** A code that WeChat did not change into a session key. */
export const exchangeFailed = (message: string, options?: SessionErrorOptions) =>
  new SessionError(sessionReasons.exchangeFailed, message, options);

/** The store does not answer. */
export const unavailable = (cause: unknown) =>
  new SessionError(sessionReasons.unavailable, 'sessions are unavailable, try again later', {
    status: 503,
    cause,
  });
