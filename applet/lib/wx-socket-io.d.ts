// Made from packages/wx-socket-io by its scripts/write-applet-copy.ts; change the source, not this.
/** An address taken apart. */
interface Address {
    /** `wss://host[:port]` */
    readonly origin: string;
    /** The Socket.IO path, without a slash at its end. */
    readonly path: string;
    readonly namespace: string;
    /** Without the question mark, as it was written. */
    readonly query: string;
}

/**
 * Takes an address apart: `[ws|wss|http|https]://host[:port]/path?query`; without a scheme it is `wss`.
 * With the option `path` the address' path is the namespace. Without it, a path with a segment
 * `socket.io` is the Socket.IO path up to that segment and the namespace after it; any other path is
 * the namespace, and the Socket.IO path is `/socket.io`.
 * @throws Error when this is no address of a WebSocket
 */
declare function parseAddress(url: string, option?: string): Address;

/** A map from event name to the function that takes its arguments; an acknowledgement comes last. */
type EventMap<T> = {
    [E in keyof T]: (...args: never[]) => void;
};

/** What is used when no map is given: every name, any arguments. */
interface AnyEvents {
    [event: string]: (...args: any[]) => void;
}

/** Why a connection ended; the words are socket.io-client's. */
type DisconnectReason = 'io server disconnect' | 'io client disconnect' | 'ping timeout' | 'transport close' | 'transport error' | 'parse error';

/** What is known about the end of a connection beside its reason: an error, or what the platform reported. */
interface Cause {
    readonly message?: string;
    readonly errMsg?: string;
    readonly code?: number;
    readonly reason?: string;
    readonly data?: unknown;
}

/** Why a connection could not be made. */
interface ConnectError extends Error {
    /** What a server's middleware added to its refusal. */
    readonly data?: unknown;
    /** What the platform reported. */
    readonly cause?: unknown;
}

/** Events of a socket that no server can send. */
interface ReservedEvents {
    connect: () => void;
    connect_error: (error: ConnectError) => void;
    disconnect: (reason: DisconnectReason, cause?: Cause) => void;
}

/** Events of the connection that all namespaces share, `socket.io.on(…)`. */
interface ManagerEvents {
    /** An attempt begins; they count from 1. */
    reconnect_attempt: (attempt: number) => void;
    reconnect: (attempts: number) => void;
    reconnect_error: (error: ConnectError) => void;
    /** `reconnectionAttempts` were made in vain; nothing more happens until `connect()`. */
    reconnect_failed: () => void;
}

type EventName<T> = keyof T & string;

/** The arguments of an event. */
type EventArgs<T, E extends keyof T> = T[E] extends (...args: infer A) => void ? A : never;

type Last<A extends unknown[]> = A extends [...unknown[], infer L] ? L : A[number];

/** The names of those events that are acknowledged. */
type AcknowledgedName<T> = {
    [E in EventName<T>]: Last<Required<EventArgs<T, E>>> extends (...args: never[]) => unknown ? E : never;
}[EventName<T>];

/** The arguments without the acknowledgement. */
type ArgsBeforeAck<A extends unknown[]> = Required<A> extends [...infer H, (...args: never[]) => unknown] ? H : A;

/** What `emitWithAck` resolves to: the acknowledgement's first argument. */
type AckValue<A extends unknown[]> = Required<A> extends [...unknown[], (value: infer V, ...rest: never[]) => unknown] ? V : any;

type Timed<V extends unknown[], R> = (error: Error | null, ...args: V) => R;

/** The arguments where the acknowledgement takes an error first, as after `timeout(ms)`. */
type WithAckError<A extends unknown[]> = Required<A> extends [...infer H, (...args: infer V) => infer R] ? A extends [...unknown[], (...args: never[]) => unknown] ? [...H, Timed<V, R>] : [...H, Timed<V, R>?] : A;

/** What `timeout(ms)` and `volatile` answer: flags that hold for what is sent through it, and nothing else. */
interface Sender<C, Timed extends boolean = false> {
    /** See {@link Socket.emit}; after `timeout(ms)` the acknowledgement takes an error first. */
    emit<E extends EventName<C>>(event: E, ...args: Timed extends true ? WithAckError<EventArgs<C, E>> : EventArgs<C, E>): this;
    /** See {@link Socket.emitWithAck}. */
    emitWithAck<E extends AcknowledgedName<C>>(event: E, ...args: ArgsBeforeAck<EventArgs<C, E>>): Promise<AckValue<EventArgs<C, E>>>;
    timeout(ms: number): Sender<C, true>;
    readonly volatile: Sender<C, Timed>;
}

/** The part of WeChat's SocketTask that is used (WeChat: wx.connectSocket, SocketTask). */
interface SocketTask {
    send(options: {
        data: string | ArrayBuffer;
        fail?: (error: Cause) => void;
    }): void;
    close(options: {
        fail?: (error: Cause) => void;
    }): void;
    onOpen(listener: () => void): void;
    onMessage(listener: (message: {
        data: string | ArrayBuffer;
    }) => void): void;
    onClose(listener: (result: Cause) => void): void;
    onError(listener: (error: Cause) => void): void;
}

/** What `wx.connectSocket` is called with; `connectOptions` are added to it. */
interface ConnectSocketOptions {
    url: string;
    fail: (error: Cause) => void;
    [option: string]: unknown;
}

type Listen<T> = (listener: T) => void;

/** The part of `wx` that is used. Everything but `connectSocket` may be missing. */
interface Platform {
    connectSocket(options: ConnectSocketOptions): SocketTask;
    onAppShow?: Listen<() => void>;
    offAppShow?: Listen<() => void>;
    onAppHide?: Listen<() => void>;
    offAppHide?: Listen<() => void>;
    onNetworkStatusChange?: Listen<() => void>;
    offNetworkStatusChange?: Listen<() => void>;
}

/** Time and chance, so that a test can give its own. */
interface Clock {
    /** Milliseconds since some fixed moment. */
    now(): number;
    /** From 0 up to, not including, 1. */
    random(): number;
    setTimeout(callback: () => void, ms: number): unknown;
    clearTimeout(timer: unknown): void;
}

/**
 * @typeParam L map from event name to listener
 * @typeParam R the same for names that are the emitter's own, whatever L says of them
 */
declare class Emitter<L, R = object> {
    protected readonly clock: Clock;
    private readonly lists;
    constructor(clock: Clock);
    /** Calls `listener` at every `event`. */
    on<E extends keyof R & string>(event: E, listener: R[E]): this;
    on<E extends keyof L & string>(event: E, listener: L[E]): this;
    /** Calls `listener` at the next `event` only. */
    once<E extends keyof R & string>(event: E, listener: R[E]): this;
    once<E extends keyof L & string>(event: E, listener: L[E]): this;
    /** Forgets one listener, all of an event, or all. */
    off<E extends keyof R & string>(event: E, listener?: R[E]): this;
    off<E extends keyof L & string>(event?: E, listener?: L[E]): this;
    private list;
    private add;
    private keep;
}

type AuthData = Readonly<Record<string, unknown>>;

/** Credentials, or a function that is asked for them before every connection. */
type Auth = AuthData | ((give: (data: AuthData) => void) => void);

/** Every time is in milliseconds. */
interface WxSocketIOOptions {
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

type Frame = string | ArrayBuffer;

interface Engine {
    /** Fulfilled when the platform has let go of the task, or `closeTimeout` after it was asked to. */
    readonly released: Promise<void>;
    /** Messages sent now may be expected to arrive. */
    writable(): boolean;
    /** Opens the socket; a failure is told through `onEnd`, or thrown. */
    start(url: string): void;
    send(frame: Frame): void;
    /** Finds out whether the server is still there. */
    probe(): void;
    /** Ends the connection; what the task does afterwards is not told. */
    end(reason: DisconnectReason, cause?: Cause): void;
}

/** What `auth` gives now. */
declare function credentials(auth: Auth | undefined): Promise<AuthData>;

type AnyListener = (event: string, ...args: unknown[]) => void;

/**
 * A namespace.
 * @typeParam S events the server sends
 * @typeParam C events the client sends
 */
declare class Socket<S extends EventMap<S> = AnyEvents, C extends EventMap<C> = S> extends Emitter<S, ReservedEvents> implements Sender<C> {
    /** Given to the server's middleware at the next connection. */
    auth: Auth | undefined;
    connected: boolean;
    /** Given by the server; undefined while not connected. */
    id: string | undefined;
    /** The server kept rooms and sent what was missed, at the last connection. */
    recovered: boolean;
    private readonly link;
    private readonly flags;
    /** Connected, or trying to by itself. */
    get active(): boolean;
    /**
     * Connects.
     * @returns fulfilled with `connect`; rejected with the first `connect_error`, after which attempts go on
     *   as long as `active` says so. It may be left alone: the events tell the same.
     */
    connect(): Promise<void>;
    /** Disconnects; fulfilled when the socket is closed, if no other namespace uses it. */
    close(): Promise<void>;
    /**
     * Sends an event; a function as the last argument is called with the server's acknowledgement.
     * While there is no connection, events wait in order, at most `bufferSize` of them.
     * @throws Error when the buffer is full or the name is reserved, TypeError when an argument is cyclic
     */
    emit<E extends EventName<C>>(event: E, ...args: EventArgs<C, E>): this;
    /**
     * Sends an event and waits for its acknowledgement, of which the first argument is the value.
     * Without `timeout(ms)` it waits `ackTimeout`.
     * @throws Error (as a rejection) when none comes in time, the connection ends before, or it cannot be sent
     */
    emitWithAck<E extends AcknowledgedName<C>>(event: E, ...args: ArgsBeforeAck<EventArgs<C, E>>): Promise<AckValue<EventArgs<C, E>>>;
    /** @param ms limit for the acknowledgement of what is sent through the answer, in milliseconds */
    timeout(ms: number): Sender<C, true>;
    /** What is sent through this is dropped when it cannot go at once. */
    get volatile(): Sender<C>;
    /** Calls `listener` with the name and arguments of every event from the server, before its own listeners. */
    onAny(listener: AnyListener): this;
    /** Forgets one such listener, or all. */
    offAny(listener?: AnyListener): this;
    private with;
}

/**
 * A Socket.IO client for mini-programs (contracts: Game; seed 001, WebSocket 长连接应用场景).
 *
 * @example
 * const socket = new WxSocketIO<ServerEvents, ClientEvents>();
 * socket.on('hi', (packet) => console.log(packet.message));
 * socket.emit('hello', { user });
 * await socket.connect('wss://www.example.com/applet/websocket/socket.io');
 *
 * @typeParam S events the server sends
 * @typeParam C events the client sends
 */
declare class WxSocketIO<S extends EventMap<S> = AnyEvents, C extends EventMap<C> = S> extends Socket<S, C> {
    private readonly namespaces;
    private url;
    private address;
    /** @throws Error where there is no `wx` and no option `platform` */
    constructor(options?: WxSocketIOOptions);
    /** The connection's own events: `reconnect_attempt`, `reconnect`, `reconnect_error`, `reconnect_failed`. */
    get io(): Emitter<ManagerEvents>;
    /**
     * Connects to a server, or, without an address, to the last one again.
     * @param url `wss://host/path/socket.io[/namespace]`, see {@link parseAddress}; another one than before
     *   closes the connection first
     * @returns as {@link Socket.connect}; rejected too when `url` is no address
     */
    connect(url?: string | undefined): Promise<void>;
    /**
     * Another namespace on the same connection; it connects when its `connect()` is called.
     * @param namespace begins with a slash
     * @param options its own credentials
     */
    of<S2 extends EventMap<S2> = AnyEvents, C2 extends EventMap<C2> = S2>(namespace: string, options?: {
        readonly auth?: Auth;
    }): Socket<S2, C2>;
    private move;
    private locate;
}

export { WxSocketIO, AnyEvents, Cause, ConnectError, DisconnectReason, EventMap, ManagerEvents, Sender, Auth, AuthData, WxSocketIOOptions, Clock, ConnectSocketOptions, Platform, SocketTask, Socket };
