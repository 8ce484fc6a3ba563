// WxSocketIO and socket.io-client behind one face, so that the same assertions run over both.
import type { ManagerOptions, SocketOptions } from 'socket.io-client';
import { Manager } from 'socket.io-client';
import { WebSocket } from 'ws';
import { WxSocketIO } from '../../src';
import { overWebSocket } from '../../src/websocket';

// biome-ignore lint/suspicious/noExplicitAny: events of any shape
type Listener = (...args: any[]) => void;

/** What both clients offer by the same name. */
export interface CommonSender {
  emit(event: string, ...args: unknown[]): unknown;
  emitWithAck(event: string, ...args: unknown[]): Promise<unknown>;
  timeout(ms: number): CommonSender;
  readonly volatile: CommonSender;
}

export interface CommonEmitter {
  on(event: string, listener: Listener): unknown;
  once(event: string, listener: Listener): unknown;
  off(event?: string, listener?: Listener): unknown;
}

export interface CommonSocket extends CommonSender, CommonEmitter {
  readonly connected: boolean;
  readonly active: boolean;
  readonly recovered: boolean;
  readonly id: string | undefined;
  auth: unknown;
  onAny(listener: Listener): unknown;
  offAny(listener?: Listener): unknown;
}

export interface CommonClient extends CommonSocket {
  readonly io: CommonEmitter;
}

export interface CommonOptions {
  readonly auth?: object;
  readonly query?: Record<string, string>;
  readonly path?: string;
  readonly reconnection?: boolean;
  readonly reconnectionAttempts?: number;
  readonly reconnectionDelay?: number;
  readonly reconnectionDelayMax?: number;
  readonly randomizationFactor?: number;
  readonly timeout?: number;
}

export interface Kind {
  readonly name: string;
  /** A client that is not connected yet. */
  create(url: string, options?: CommonOptions): CommonClient;
  /** Another namespace on the same connection. */
  of(client: CommonClient, namespace: string, auth?: object): CommonSocket;
  connect(socket: CommonSocket): void;
  disconnect(socket: CommonSocket): void;
}

export const platform = overWebSocket(WebSocket);

const FAST = { reconnectionDelay: 10, reconnectionDelayMax: 50, randomizationFactor: 0 };

const urls = new WeakMap<object, string>();

export const ours: Kind = {
  name: 'WxSocketIO',
  create(url, options = {}) {
    const client = new WxSocketIO({ platform, ...FAST, ...options } as never);
    urls.set(client, url);
    return client as unknown as CommonClient;
  },
  of: (client, namespace, auth) =>
    (client as unknown as WxSocketIO).of(namespace, { auth: auth as never }) as never,
  connect(socket) {
    (socket as unknown as WxSocketIO).connect(urls.get(socket));
  },
  disconnect(socket) {
    (socket as unknown as WxSocketIO).close();
  },
};

type Theirs = ReturnType<Manager['socket']>;

export const theirs: Kind = {
  name: 'socket.io-client',
  create(url, { auth, ...options } = {}) {
    const { origin, pathname } = new URL(url);
    const all: Partial<ManagerOptions & SocketOptions> = {
      transports: ['websocket'],
      autoConnect: false,
      ...FAST,
      ...options,
    };
    return new Manager(origin, all).socket(pathname, { auth }) as unknown as CommonClient;
  },
  of: (client, namespace, auth) =>
    (client as unknown as Theirs).io.socket(namespace, { auth: auth as never }) as never,
  connect(socket) {
    (socket as unknown as Theirs).connect();
  },
  disconnect(socket) {
    (socket as unknown as Theirs).disconnect();
  },
};

/** Runs a suite over both clients. */
export function forBoth(title: string, suite: (kind: Kind) => void): void {
  for (const kind of [ours, theirs]) describe(`${title} (${kind.name})`, () => suite(kind));
}
