/** A player over the official client. Every message that comes is checked against its schema. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import {
  type ClientToServer,
  gameSocketPath,
  type ServerEvent,
  type ServerPayload,
  type ServerToClient,
  serverMessages,
} from '@weapp-samples/contracts';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';

export type ClientSocket = Socket<ServerToClient, ClientToServer>;

interface Message {
  readonly event: ServerEvent;
  readonly payload: unknown;
}

export interface TestPlayer {
  readonly uid: string;
  readonly socket: ClientSocket;
  /** All messages so far, in order. */
  readonly messages: readonly Message[];
  /** The first message of this kind that `next` has not given yet; waits for it. */
  next<E extends ServerEvent>(event: E): Promise<ServerPayload<E>>;
  /** The messages of this kind so far. */
  all<E extends ServerEvent>(event: E): ServerPayload<E>[];
  close(): void;
}

const patienceMs = 4000;

/** Follows the messages of a socket. */
export function followed(uid: string, socket: ClientSocket): TestPlayer {
  const messages: Message[] = [];
  const given = new Map<string, number>();
  const waiting = new Set<() => void>();
  socket.onAny((event: ServerEvent, payload: unknown) => {
    serverMessages[event].schema.parse(payload);
    messages.push({ event, payload });
    for (const look of [...waiting]) look();
  });
  const all = <E extends ServerEvent>(event: E) =>
    messages.flatMap((m) => (m.event === event ? [m.payload as ServerPayload<E>] : []));
  const next = <E extends ServerEvent>(event: E) =>
    new Promise<ServerPayload<E>>((resolve, reject) => {
      const late = () => {
        waiting.delete(look);
        reject(new Error(`${uid} has not got ${event}; got ${messages.map((m) => m.event)}`));
      };
      const timer = setTimeout(late, patienceMs);
      const look = () => {
        const index = given.get(event) ?? 0;
        const found = all(event)[index];
        if (found === undefined) return;
        given.set(event, index + 1);
        clearTimeout(timer);
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  return { uid, socket, messages, next, all, close: () => void socket.close() };
}

const open = new Set<ClientSocket>();

/** Opens a connection; it is closed by `closePlayers`. */
export function openSocket(
  url: string,
  options: Partial<ManagerOptions & SocketOptions> = {},
): ClientSocket {
  const socket: ClientSocket = io(url, {
    path: gameSocketPath,
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    ...options,
  });
  open.add(socket);
  return socket;
}

/** Closes what tests have left open. */
export function closePlayers(): void {
  for (const socket of open) socket.close();
  open.clear();
}

/** A connected player that has said nothing yet. */
export async function connectPlayer(
  url: string,
  uid: string,
  options?: Partial<ManagerOptions & SocketOptions>,
): Promise<TestPlayer> {
  const socket = openSocket(url, options);
  const player = followed(uid, socket);
  await once(socket as never, 'connect');
  return player;
}

/** A guest that has said hello and got its `hi`. */
export async function guest(url: string, uid: string): Promise<TestPlayer> {
  const player = await connectPlayer(url, uid);
  player.socket.emit('hello', { user: { uid, uname: `name of ${uid}`, uavatar: '' } });
  await player.next('hi');
  return player;
}

/** Guests who sit in one room, at the beginning of its first round. */
export async function playing(url: string, ...uids: string[]): Promise<TestPlayer[]> {
  const players = await Promise.all(uids.map((uid) => guest(url, uid)));
  for (const { socket } of players) socket.emit('join');
  const starts = await Promise.all(players.map((player) => player.next('start')));
  assert.equal(new Set(starts.map(({ roundId }) => roundId)).size, 1);
  return players;
}

let names = 0;

/** A uid no other test has. */
export const newUid = (name = 'player') => `${name}-${process.pid}-${names++}`;
