// Owns the one connection that all namespaces share: opens it, opens it again when it is lost, closes it.
import { backoff } from './backoff';
import { Emitter } from './emitter';
import type { Engine } from './engine';
import { createEngine } from './engine';
import type { Cause, ConnectError, DisconnectReason, ManagerEvents } from './events';
import { watchLifecycle } from './lifecycle';
import type { Settings } from './options';
import type { Decode, Frame, Packet } from './parser';
import { controlFrame, createDecoder, PacketType } from './parser';

/** A namespace that uses the connection. */
export interface Member {
  /** The connection is there. */
  onOpen(sid: string): void;
  onPacket(packet: Packet): void;
  /** What was held back may be sent: a probe was answered. */
  onAlive(): void;
  /** The connection has ended, or could not be made. */
  onEnd(reason: DisconnectReason, cause?: Cause): void;
}

export interface Manager {
  readonly settings: Settings;
  readonly io: Emitter<ManagerEvents>;
  /** Messages sent now may be expected to arrive. */
  writable(): boolean;
  /** The namespaces that use the connection. */
  readonly members: ReadonlyMap<string, Member>;
  /** Opens the connection for a namespace, or lets it use the one that is open or about to be. */
  join(namespace: string, member: Member): void;
  /** The connection closes when the last member leaves; the promise is fulfilled when it has. */
  leave(namespace: string): Promise<void>;
  write(frames: readonly Frame[]): void;
}

enum State {
  IDLE = 0,
  WAITING = 1,
  OPENING = 2,
  OPEN = 3,
}

/** The error of a connection that ended before it was made. */
export function connectError(reason: DisconnectReason, cause: Cause = {}): ConnectError {
  const { message, errMsg, data } = cause;
  return Object.assign(new Error(message || errMsg || reason), { data, cause });
}

/** @param address asked for the address of every connection */
export function createManager(settings: Settings, address: () => Promise<string>): Manager {
  const { clock, protocol } = settings;
  const io = new Emitter<ManagerEvents>(clock);
  const members = new Map<string, Member>();
  let state: State = State.IDLE;
  let attempts = 0;
  let hidden = false;
  let urgent = false;
  let sid = '';
  let timer: unknown;
  let engine: Engine | undefined;
  let decode: Decode;
  // Fulfilled when no task of ours is left, so that never two are open: the phone allows few.
  let vacant = Promise.resolve();

  function each(call: (member: Member) => void): void {
    for (const [namespace, member] of [...members]) if (members.has(namespace)) call(member);
  }

  // Nothing is waited for when the user is back or the network has changed.
  function wake(): void {
    if (state === State.WAITING) attempt();
    else if (engine) {
      urgent = settings.probeTimeout > 0;
      engine.probe();
    }
  }

  function show(): void {
    hidden = false;
    wake();
  }

  function hide(): void {
    hidden = true;
  }

  const watch = (verb: 'on' | 'off') => watchLifecycle(settings.platform, verb, [show, hide, wake]);

  function attempt(): void {
    clock.clearTimeout(timer);
    // In the background sockets fail: the attempt waits until the app is shown.
    state = State.WAITING;
    if (hidden) return;
    urgent = false;
    state = State.OPENING;
    decode = createDecoder();
    const opening = createEngine(settings, { onOpen, onFrame, onAlive, onEnd });
    engine = opening;
    const free = vacant;
    vacant = free.then(() => opening.released);
    if (attempts) io.dispatch('reconnect_attempt', [attempts]);
    free
      .then(address)
      .then(opening.start)
      .catch((error) => opening.end('transport error', error));
  }

  function onOpen(given: string): void {
    const made = attempts;
    sid = given;
    state = State.OPEN;
    attempts = 0;
    each((member) => member.onOpen(sid));
    if (made) io.dispatch('reconnect', [made]);
  }

  function onAlive(): void {
    urgent = false;
    each((member) => member.onAlive());
  }

  function onFrame(frame: Frame): void {
    const packet = decode(frame);
    if (!packet) return;
    const member = members.get(packet.namespace);
    if (member) member.onPacket(packet);
    // A server that takes any namespace has taken the probe's, or one that was left meanwhile.
    else if (packet.type === PacketType.CONNECT && protocol === 4) {
      write([controlFrame(PacketType.DISCONNECT, packet.namespace)]);
    }
  }

  function onEnd(reason: DisconnectReason, cause?: Cause): void {
    engine = undefined;
    if (state) state = State.WAITING;
    each((member) => member.onEnd(reason, cause));
    if (attempts) io.dispatch('reconnect_error', [connectError(reason, cause)]);
    // A listener may have closed the last namespace, or asked to connect at once.
    if (state === State.WAITING) retry();
  }

  function retry(): void {
    const { reconnection } = settings;
    if (reconnection && attempts < settings.reconnectionAttempts) {
      timer = clock.setTimeout(attempt, urgent ? 0 : backoff(settings, attempts));
      attempts += 1;
      return;
    }
    members.clear();
    stop();
    if (reconnection) io.dispatch('reconnect_failed', []);
  }

  function stop(): void {
    clock.clearTimeout(timer);
    state = State.IDLE;
    attempts = 0;
    urgent = hidden = false;
    watch('off');
  }

  function join(namespace: string, member: Member): void {
    if (!members.size) watch('on');
    members.set(namespace, member);
    if (state === State.OPEN) member.onOpen(sid);
    else if (state < State.OPENING) attempt();
  }

  function leave(namespace: string): Promise<void> {
    members.delete(namespace);
    if (members.size) return Promise.resolve();
    stop();
    if (engine) engine.end('transport close');
    return vacant;
  }

  function write(frames: readonly Frame[]): void {
    for (const frame of frames) if (engine) engine.send(frame);
  }

  return {
    settings,
    io,
    writable: () => !!engine && engine.writable(),
    members,
    join,
    leave,
    write,
  };
}
