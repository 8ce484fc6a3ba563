// One namespace of a Socket.IO server, as its user sees it.
import { Emitter } from './emitter';
import type {
  AcknowledgedName,
  AckValue,
  AnyEvents,
  ArgsBeforeAck,
  EventArgs,
  EventMap,
  EventName,
  ReservedEvents,
  Sender,
} from './events';
import type { Link, SendFlags } from './link';
import { createLink } from './link';
import type { Manager } from './manager';
import type { Auth } from './options';

type AnyListener = (event: string, ...args: unknown[]) => void;

/**
 * A namespace.
 * @typeParam S events the server sends
 * @typeParam C events the client sends
 */
export class Socket<S extends EventMap<S> = AnyEvents, C extends EventMap<C> = S>
  extends Emitter<S, ReservedEvents>
  implements Sender<C>
{
  connected = false;
  /** Given by the server; undefined while not connected. */
  id: string | undefined;
  /** The server kept rooms and sent what was missed, at the last connection. */
  recovered = false;

  private readonly link: Link;
  private readonly flags: SendFlags = {};
  /** @internal */
  anyListeners: readonly AnyListener[] = [];

  /** @internal */
  constructor(
    /** @internal */
    readonly manager: Manager,
    /** @internal */
    public namespace: string,
    /** Given to the server's middleware at the next connection. */
    public auth: Auth | undefined,
  ) {
    super(manager.settings.clock);
    this.link = createLink(manager, this);
  }

  /** Connected, or trying to by itself. */
  get active(): boolean {
    return this.manager.members.has(this.namespace);
  }

  /**
   * Connects.
   * @returns fulfilled with `connect`; rejected with the first `connect_error`, after which attempts go on
   *   as long as `active` says so. It may be left alone: the events tell the same.
   */
  connect(): Promise<void> {
    return this.link.connect();
  }

  /** Disconnects; fulfilled when the socket is closed, if no other namespace uses it. */
  close(): Promise<void> {
    return this.link.close();
  }

  /**
   * Sends an event; a function as the last argument is called with the server's acknowledgement.
   * While there is no connection, events wait in order, at most `bufferSize` of them.
   * @throws Error when the buffer is full or the name is reserved, TypeError when an argument is cyclic
   */
  emit<E extends EventName<C>>(event: E, ...args: EventArgs<C, E>): this {
    this.link.send(event, args, this.flags);
    return this;
  }

  /**
   * Sends an event and waits for its acknowledgement, of which the first argument is the value.
   * Without `timeout(ms)` it waits `ackTimeout`.
   * @throws Error (as a rejection) when none comes in time, the connection ends before, or it cannot be sent
   */
  emitWithAck<E extends AcknowledgedName<C>>(
    event: E,
    ...args: ArgsBeforeAck<EventArgs<C, E>>
  ): Promise<AckValue<EventArgs<C, E>>> {
    const timeout = this.manager.settings.ackTimeout;
    return new Promise((resolve, reject) => {
      const ack = (error: Error | null, value: AckValue<EventArgs<C, E>>) =>
        error ? reject(error) : resolve(value);
      this.link.send(event, [...args, ack], Object.assign({ timeout }, this.flags));
    });
  }

  /** @param ms limit for the acknowledgement of what is sent through the answer, in milliseconds */
  timeout(ms: number): Sender<C, true> {
    return this.with({ timeout: ms });
  }

  /** What is sent through this is dropped when it cannot go at once. */
  get volatile(): Sender<C> {
    return this.with({ volatile: true });
  }

  /** Calls `listener` with the name and arguments of every event from the server, before its own listeners. */
  onAny(listener: AnyListener): this {
    this.anyListeners = this.anyListeners.concat(listener);
    return this;
  }

  /** Forgets one such listener, or all. */
  offAny(listener?: AnyListener): this {
    this.anyListeners = this.anyListeners.filter((other) => listener && other !== listener);
    return this;
  }

  // The same socket, seen with other flags.
  private with(flags: SendFlags): Sender<C, true> & Sender<C> {
    return Object.create(this, { flags: { value: Object.assign({}, this.flags, flags) } });
  }
}
