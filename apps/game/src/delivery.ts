/**
 * Knows which results have arrived. Who joins again has seen the last one. To the others goes a WebSocket ping with
 * the round's id, after the result on the same connection; its pong proves that the result came before it. Clients
 * of every protocol version answer pings, and their code never sees them.
 */
import type { Logger } from '@weapp-samples/service';
import type { Game } from './game';
import { type GameSocket, toldRoom } from './protocol/types';
import { wireOf } from './protocol/wire';

export interface Delivery {
  /** Listens to what this connection confirms. */
  follow(socket: GameSocket): void;
  /** The result of the round goes out on this connection. */
  sent(socket: GameSocket, roomId: string, roundId: string): void;
  /** The player has gone on from it, which the room knows. */
  seen(socket: GameSocket): void;
  /** The player came back for it: it is asked at once, lest it comes back again. */
  resumed(socket: GameSocket): void;
  /** Writes down what is confirmed by now. */
  stop(): Promise<void>;
}

interface Round {
  readonly roomId: string;
  readonly roundId: string;
}

interface Confirmed {
  readonly roomId: string;
  readonly keys: Set<string>;
}

/** How often those are asked who have been sent a result; well within the time after which it is sent again. */
const askEveryMs = 500;
/** Players of a room answer within a few ms of each other; one step takes down all of them. */
const gatherMs = 20;

export function createDelivery(
  game: Pick<Game, 'confirm'>,
  logger: Pick<Logger, 'warn'>,
): Delivery {
  const notes = createNotes(game, logger);
  let fresh = new Map<GameSocket, Round>();
  let older = new Map<GameSocket, Round>();

  const ask = (socket: GameSocket, { roomId, roundId }: Round) => {
    const { writeBuffer } = socket.conn as unknown as { writeBuffer: readonly unknown[] };
    // Behind a slow network the result may not have left yet: the ping must not overtake it.
    if (writeBuffer.length > 0) fresh.set(socket, { roomId, roundId });
    else if (socket.connected) wireOf(socket)?.ping(`${roomId} ${roundId}`);
  };
  const timer = setInterval(() => {
    const asked = older;
    older = fresh;
    fresh = new Map();
    for (const [socket, round] of asked) ask(socket, round);
  }, askEveryMs / 2).unref();

  return {
    follow(socket) {
      wireOf(socket)?.on('pong', (data) => {
        const [roomId, roundId] = data.toString('latin1').split(' ');
        const { who } = socket.data;
        if (who && roomId && roundId) notes.confirm(who.key, roomId, roundId);
      });
    },
    sent(socket, roomId, roundId) {
      const { data } = socket;
      if (data.lastRound !== null) void socket.leave(toldRoom(data.lastRound));
      data.lastRound = roundId;
      void socket.join(toldRoom(roundId));
      fresh.set(socket, { roomId, roundId });
    },
    seen(socket) {
      fresh.delete(socket);
      older.delete(socket);
    },
    resumed(socket) {
      const round = fresh.get(socket);
      // After the end of the turn, when what is sent in it goes out.
      if (round) setImmediate(() => setImmediate(ask, socket, round));
    },
    async stop() {
      clearInterval(timer);
      await notes.flush();
    },
  };
}

/** Gathers confirmations and writes them down together. */
function createNotes(game: Pick<Game, 'confirm'>, logger: Pick<Logger, 'warn'>) {
  const confirmed = new Map<string, Confirmed>();
  let timer: NodeJS.Timeout | undefined;
  const flush = async () => {
    clearTimeout(timer);
    timer = undefined;
    const all = [...confirmed];
    confirmed.clear();
    const steps = all.map(([roundId, { roomId, keys }]) =>
      game.confirm(roomId, roundId, [...keys]),
    );
    const failed = (await Promise.allSettled(steps)).find(({ status }) => status === 'rejected');
    // Not written down, so sent again; to who has got it the server does not, see toldRoom.
    if (failed) logger.warn({ err: (failed as PromiseRejectedResult).reason }, 'not confirmed');
  };
  return {
    flush,
    confirm(key: string, roomId: string, roundId: string) {
      const entry = confirmed.get(roundId) ?? { roomId, keys: new Set() };
      confirmed.set(roundId, entry);
      entry.keys.add(key);
      timer ??= setTimeout(() => void flush(), gatherMs);
    },
  };
}
