// A namespace's side of the connection: how it enters and leaves, what it sends and receives, what waits.
import type { AckCallback } from './acks';
import { createAcks } from './acks';
import { queryString } from './address';
import type { Cause, DisconnectReason } from './events';
import type { Manager } from './manager';
import { connectError } from './manager';
import type { Auth, AuthData } from './options';
import type { Encoded, Packet } from './parser';
import { controlFrame, encode, isReserved, PacketType, textFrame } from './parser';

/** What the link keeps up to date, and calls, on the socket that users hold. */
export interface Host {
  namespace: string;
  auth: Auth | undefined;
  connected: boolean;
  id: string | undefined;
  recovered: boolean;
  /** Calls the listeners of an event. */
  dispatch(event: string, args: readonly unknown[]): void;
  /** The listeners of every event. */
  readonly anyListeners: readonly unknown[];
  /** Calls one function of the user's. */
  call(callback: unknown, args: readonly unknown[]): void;
}

export interface SendFlags {
  /** Limit for the acknowledgement, in milliseconds. */
  readonly timeout?: number;
  readonly volatile?: boolean;
}

export interface Link {
  connect(): Promise<void>;
  close(): Promise<void>;
  send(event: string, args: readonly unknown[], flags: SendFlags): void;
}

interface Buffered {
  readonly id: number | undefined;
  readonly packet: Encoded;
}

/** What `auth` gives now. */
export function credentials(auth: Auth | undefined): Promise<AuthData> {
  return new Promise((resolve) => {
    if (typeof auth === 'function') auth(resolve);
    else resolve(auth || {});
  });
}

export function createLink(manager: Manager, socket: Host): Link {
  const { clock, protocol, timeout, bufferSize } = manager.settings;
  const outgoing: Buffered[] = [];
  let incoming: Packet[] = [];
  let pending: readonly ((error?: Error) => void)[] = [];
  // The timer of the server's answer to our asking for the namespace; undefined when we have not asked.
  let answer: unknown;
  // The id, when it is not the server that gives it.
  let given: string;
  let pid: string | undefined;
  let offset: string | undefined;

  const acks = createAcks(clock, (id) => {
    const index = outgoing.findIndex((waiting) => waiting.id === id);
    if (index >= 0) outgoing.splice(index, 1);
  });

  function write(packet: Encoded, id?: number): void {
    manager.write([textFrame(packet, socket.namespace, id), ...packet.attachments]);
  }

  function control(type: number, data?: unknown, query = ''): void {
    manager.write([controlFrame(type, socket.namespace + query, data)]);
  }

  function send(event: string, args: readonly unknown[], flags: SendFlags): void {
    const online = socket.connected && manager.writable();
    const waits = !online && !flags.volatile;
    if (isReserved(event)) throw new Error(`"${event}" is reserved`);
    if (waits && outgoing.length >= bufferSize) {
      throw new Error(`"${event}" refused: ${bufferSize} wait`);
    }
    const data = [event, ...args];
    const ack = typeof data[args.length] === 'function' && data.pop();
    const packet = encode(PacketType.EVENT, data);
    const call: AckCallback = (...values) => socket.call(ack, values);
    const id = ack ? acks.add(call, flags.timeout) : undefined;
    if (online) write(packet, id);
    else if (waits) outgoing.push({ id, packet });
  }

  function flush(): void {
    if (socket.connected) for (const { packet, id } of outgoing.splice(0)) write(packet, id);
  }

  function onOpen(sid: string): void {
    const { namespace } = socket;
    const asked = clock.setTimeout(() => refuse({ message: 'timeout' }), timeout);
    answer = asked;
    // Up to protocol 3 a namespace's id follows from the connection's, and `/` is entered unasked.
    given = protocol === 4 ? '' : namespace === '/' ? sid : `${namespace}#${sid}`;
    if (given === sid) return;
    credentials(socket.auth)
      .then((auth) => answer === asked && ask(auth))
      .catch((error) => answer === asked && refuse(error));
  }

  function ask(auth: AuthData): void {
    if (protocol === 3) control(PacketType.CONNECT, undefined, `?${queryString(auth)}`);
    else control(PacketType.CONNECT, pid ? Object.assign({ pid, offset }, auth) : auth);
  }

  function onPacket(packet: Packet): void {
    const { type, data } = packet;
    if (type === PacketType.EVENT) {
      if (socket.connected) receive(packet);
      // The server's middleware may send before the server lets us in, but not without end.
      else if (incoming.push(packet) > bufferSize) throw new Error('invalid packet');
    } else if (type === PacketType.ACK) acks.settle(packet.id, null, data as unknown[]);
    else if (type === PacketType.CONNECT) enter((data || {}) as Entrance);
    // A refusal is `{ message, data }`; that of Socket.IO 2 is a text.
    else if (type === PacketType.CONNECT_ERROR)
      refuse(typeof data === 'string' ? { message: data } : (data as Cause));
    else refuse();
  }

  function enter(entrance: Entrance): void {
    const { sid = given } = entrance;
    if (socket.connected) return;
    if (!sid) {
      refuse({ message: 'this server speaks protocol 3' });
      return;
    }
    const held = incoming;
    socket.id = String(sid);
    socket.recovered = !!pid && pid === entrance.pid;
    pid = entrance.pid;
    socket.connected = true;
    settle();
    held.forEach(receive);
    flush();
    // A listener of the held events may have left again.
    if (socket.connected) socket.dispatch('connect', []);
  }

  function receive({ data, id }: Packet): void {
    const [event, ...args] = data as [string, ...unknown[]];
    const last = args[args.length - 1];
    if (id !== undefined) args.push(acknowledge(id));
    for (const listener of socket.anyListeners) socket.call(listener, [event, ...args]);
    socket.dispatch(String(event), args);
    if (pid && typeof last === 'string') offset = last;
  }

  function acknowledge(id: number): AckCallback {
    let session = socket.id;
    return (...args) => {
      // Once only, and not on another connection, where it would answer something else.
      if (!session || socket.id !== session) return;
      session = '';
      write(encode(PacketType.ACK, args), id);
    };
  }

  function refuse(cause?: Cause): void {
    manager.leave(socket.namespace);
    leave('io server disconnect', cause);
  }

  function leave(reason: DisconnectReason, cause?: Cause): void {
    if (!socket.connected) {
      const error = connectError(reason, cause);
      settle(error);
      socket.dispatch('connect_error', [error]);
      return;
    }
    socket.connected = false;
    socket.id = undefined;
    socket.dispatch('disconnect', [reason, cause]);
    acks.failAllBut((id) => outgoing.some((waiting) => waiting.id === id));
  }

  // The attempt has ended, one way or the other.
  function settle(error?: Error): void {
    const settled = pending;
    clock.clearTimeout(answer);
    answer = undefined;
    incoming = [];
    pending = [];
    for (const done of settled) done(error);
  }

  const member = { onOpen, onPacket, onAlive: flush, onEnd: leave };

  return {
    connect() {
      const done = new Promise<void>((resolve, reject) => {
        pending = pending.concat((error) => (error ? reject(error) : resolve()));
      });
      done.catch(() => {});
      if (socket.connected) settle();
      else if (!answer) manager.join(socket.namespace, member);
      return done;
    },
    close() {
      if (socket.connected) control(PacketType.DISCONNECT);
      const closed = manager.leave(socket.namespace);
      if (socket.connected) leave('io client disconnect');
      settle(new Error('closed'));
      return closed;
    },
    send,
  };
}

interface Entrance {
  readonly sid?: unknown;
  readonly pid?: string;
}
