/** A player of the game, over wss, who plays round after round and keeps account of the results. */
import { randomUUID } from 'node:crypto';
import { gameSocketPath } from '@weapp-samples/contracts';
import { io, type Socket } from 'socket.io-client';

export interface Player {
  readonly uid: string;
  readonly socket: Socket;
  /** Rounds that began for this player. */
  readonly started: ReadonlySet<string>;
  /** How often the result of a round came. */
  readonly results: ReadonlyMap<string, number>;
  /** Does not enter another round. */
  finish(): void;
  stop(): void;
}

export interface PlayerOptions {
  readonly url: string;
  readonly ca: string;
}

interface Round {
  readonly roundId: string;
}

/** How long after `hi` a round that goes on shows itself on a busy machine, in ms. */
const seatMs = 2000;
const retryMs = 500;

/** Says hello, joins, chooses in every round, joins again; comes back when the connection drops. */
export function createPlayer({ url, ca }: PlayerOptions): Player {
  const uid = randomUUID();
  const options = { path: gameSocketPath, transports: ['websocket'], ca, forceNew: true };
  const socket = io(url, { ...options, reconnectionDelay: 100, reconnectionDelayMax: 500 });
  const started = new Set<string>();
  const results = new Map<string, number>();
  let playing = true;
  /** To join in the middle of a round would be to leave it. */
  const inRound = () => [...started].some((round) => !results.has(round));
  let soon: NodeJS.Timeout | undefined;
  const join = () => {
    clearTimeout(soon);
    if (playing && socket.connected && !inRound()) socket.emit('join');
  };
  /** One at a time: to join twice would be to leave the first room. */
  const joinIn = (ms: number) => {
    clearTimeout(soon);
    soon = setTimeout(join, ms).unref();
  };
  const sayHello = () => {
    const lastRound = [...results.keys()].at(-1);
    const user = { uid, uname: uid.slice(0, 8), uavatar: '' };
    socket.emit('hello', { user, ...(lastRound && { lastRound }) });
  };
  socket.on('connect', sayHello);
  socket.on('hi', () => joinIn(started.size > 0 ? seatMs : 0));
  socket.on('start', ({ roundId }: Round) => {
    clearTimeout(soon);
    started.add(roundId);
    socket.emit('choice', { choice: 1 + (started.size % 3) });
  });
  socket.on('result', ({ roundId }: Round) => {
    results.set(roundId, (results.get(roundId) ?? 0) + 1);
    join();
  });
  // The store was not there for a moment.
  socket.on('fault', ({ event }: { event: string }) => {
    if (event === 'hello') setTimeout(sayHello, retryMs).unref();
    if (event === 'join') joinIn(retryMs);
  });
  return {
    uid,
    socket,
    started,
    results,
    finish: () => {
      playing = false;
    },
    stop: () => void socket.disconnect(),
  };
}

/** Rounds that began for these players, and what became of their results. */
export function account(players: readonly Player[]) {
  const rounds = players.flatMap(({ started, results }) =>
    [...started].map((id) => results.get(id) ?? 0),
  );
  return {
    rounds: rounds.length,
    lost: rounds.filter((times) => times === 0).length,
    repeated: rounds.filter((times) => times > 1).length,
  };
}
