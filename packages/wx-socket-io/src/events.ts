// The types that make events checked: what a map of events is, and what may be sent under each name.

/** A map from event name to the function that takes its arguments; an acknowledgement comes last. */
export type EventMap<T> = { [E in keyof T]: (...args: never[]) => void };

/** What is used when no map is given: every name, any arguments. */
export interface AnyEvents {
  // biome-ignore lint/suspicious/noExplicitAny: the untyped case, as in socket.io-client
  [event: string]: (...args: any[]) => void;
}

/** Why a connection ended; the words are socket.io-client's. */
export type DisconnectReason =
  | 'io server disconnect'
  | 'io client disconnect'
  | 'ping timeout'
  | 'transport close'
  | 'transport error'
  | 'parse error';

/** What is known about the end of a connection beside its reason: an error, or what the platform reported. */
export interface Cause {
  readonly message?: string;
  readonly errMsg?: string;
  readonly code?: number;
  readonly reason?: string;
  readonly data?: unknown;
}

/** Why a connection could not be made. */
export interface ConnectError extends Error {
  /** What a server's middleware added to its refusal. */
  readonly data?: unknown;
  /** What the platform reported. */
  readonly cause?: unknown;
}

/** Events of a socket that no server can send. */
export interface ReservedEvents {
  connect: () => void;
  connect_error: (error: ConnectError) => void;
  disconnect: (reason: DisconnectReason, cause?: Cause) => void;
}

/** Events of the connection that all namespaces share, `socket.io.on(…)`. */
export interface ManagerEvents {
  /** An attempt begins; they count from 1. */
  reconnect_attempt: (attempt: number) => void;
  reconnect: (attempts: number) => void;
  reconnect_error: (error: ConnectError) => void;
  /** `reconnectionAttempts` were made in vain; nothing more happens until `connect()`. */
  reconnect_failed: () => void;
}

export type EventName<T> = keyof T & string;

/** The arguments of an event. */
export type EventArgs<T, E extends keyof T> = T[E] extends (...args: infer A) => void ? A : never;

type Last<A extends unknown[]> = A extends [...unknown[], infer L] ? L : A[number];

/** The names of those events that are acknowledged. */
export type AcknowledgedName<T> = {
  [E in EventName<T>]: Last<Required<EventArgs<T, E>>> extends (...args: never[]) => unknown
    ? E
    : never;
}[EventName<T>];

/** The arguments without the acknowledgement. */
export type ArgsBeforeAck<A extends unknown[]> =
  Required<A> extends [...infer H, (...args: never[]) => unknown] ? H : A;

/** What `emitWithAck` resolves to: the acknowledgement's first argument. */
export type AckValue<A extends unknown[]> =
  Required<A> extends [...unknown[], (value: infer V, ...rest: never[]) => unknown]
    ? V
    : // biome-ignore lint/suspicious/noExplicitAny: the untyped case
      any;

type Timed<V extends unknown[], R> = (error: Error | null, ...args: V) => R;

/** The arguments where the acknowledgement takes an error first, as after `timeout(ms)`. */
export type WithAckError<A extends unknown[]> =
  Required<A> extends [...infer H, (...args: infer V) => infer R]
    ? A extends [...unknown[], (...args: never[]) => unknown]
      ? [...H, Timed<V, R>]
      : [...H, Timed<V, R>?]
    : A;

/** What `timeout(ms)` and `volatile` answer: flags that hold for what is sent through it, and nothing else. */
export interface Sender<C, Timed extends boolean = false> {
  /** See {@link Socket.emit}; after `timeout(ms)` the acknowledgement takes an error first. */
  emit<E extends EventName<C>>(
    event: E,
    ...args: Timed extends true ? WithAckError<EventArgs<C, E>> : EventArgs<C, E>
  ): this;
  /** See {@link Socket.emitWithAck}. */
  emitWithAck<E extends AcknowledgedName<C>>(
    event: E,
    ...args: ArgsBeforeAck<EventArgs<C, E>>
  ): Promise<AckValue<EventArgs<C, E>>>;
  timeout(ms: number): Sender<C, true>;
  readonly volatile: Sender<C, Timed>;
}
