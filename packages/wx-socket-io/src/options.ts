// The options of a client and, once, their defaults.
import type { Clock, Platform } from './platform';
import { systemClock, weixin } from './platform';

export type AuthData = Readonly<Record<string, unknown>>;

/** Credentials, or a function that is asked for them before every connection. */
export type Auth = AuthData | ((give: (data: AuthData) => void) => void);

/** Every time is in milliseconds. */
export interface WxSocketIOOptions {
  /** The Socket.IO path on the server, beginning with a slash. When given, the path of the address is the namespace. */
  readonly path?: string;
  /** Added to the query of every connection; the address' own query comes first. */
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  /** Given to the server's middleware at every connection. */
  readonly auth?: Auth;
  /** Engine.IO version: 4 for Socket.IO 3 and 4 (default), 3 for Socket.IO 2. */
  readonly protocol?: 3 | 4;
  /** Connect again by itself when the connection is lost (default true). */
  readonly reconnection?: boolean;
  /** Attempts before `reconnect_failed` (default Infinity). */
  readonly reconnectionAttempts?: number;
  /** Wait before the first attempt (default 1000); it doubles each time. */
  readonly reconnectionDelay?: number;
  /** Longest wait between attempts (default 5000). */
  readonly reconnectionDelayMax?: number;
  /** How far a wait may differ from the computed one, 0 to 1 (default 0.5). */
  readonly randomizationFactor?: number;
  /** Limit of one attempt to connect, and of the server's answer for a namespace (default 20000). */
  readonly timeout?: number;
  /** How long `emitWithAck` waits when no `timeout(ms)` is set (default 20000). */
  readonly ackTimeout?: number;
  /** Messages a namespace keeps while there is no connection; one more is refused (default 100). */
  readonly bufferSize?: number;
  /** How long a probe after coming back waits for a sign of life (default 3000); 0: no probes. */
  readonly probeTimeout?: number;
  /** How long to wait for the end of an old task before opening a new one (default 2000). */
  readonly closeTimeout?: number;
  /** More options for `wx.connectSocket`, such as `header`, `protocols`, `perMessageDeflate`. */
  readonly connectOptions?: Readonly<Record<string, unknown>>;
  /** Where to open sockets (default `wx`). */
  readonly platform?: Platform;
  /** Time and chance, for tests. */
  readonly clock?: Clock;
}

type Optional = 'path' | 'auth' | 'query' | 'connectOptions';
export type Settings = Required<Omit<WxSocketIOOptions, Optional>> &
  Pick<WxSocketIOOptions, Optional>;

/**
 * Fills in the defaults.
 * @throws Error where there is no `wx` and no option `platform`
 */
export function settingsOf(options: WxSocketIOOptions): Settings {
  const settings: Record<string, unknown> = {
    protocol: 4,
    reconnection: true,
    reconnectionAttempts: Infinity,
    reconnectionDelay: 1000,
    reconnectionDelayMax: 5000,
    randomizationFactor: 0.5,
    timeout: 20000,
    ackTimeout: 20000,
    bufferSize: 100,
    probeTimeout: 3000,
    closeTimeout: 2000,
    clock: systemClock,
    platform: weixin(),
  };
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined) settings[name] = value;
  }
  if (!settings.platform) throw new Error('no wx: set platform');
  return settings as unknown as Settings;
}
