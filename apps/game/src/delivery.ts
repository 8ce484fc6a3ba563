/**
 * Knows which results have arrived. After a result a WebSocket ping with the round's id goes out on the same
 * connection; its pong proves that the result came before it. Clients of every protocol version answer pings, and
 * their code never sees them.
 */
import type { Logger } from '@weapp-samples/service';
import type { Game } from './game';
import { type GameSocket, toldRoom } from './protocol/types';
import { wireOf } from './protocol/wire';

export interface Delivery {
  /** Follows the results that go out on this connection. */
  follow(socket: GameSocket): void;
  /** Results of the round went out on this connection. */
  sent(socket: GameSocket, roomId: string, roundId: string): void;
  /** Writes down what is confirmed by now. */
  flush(): Promise<void>;
}

interface Confirmed {
  readonly roomId: string;
  readonly keys: Set<string>;
}

/** Players of a room answer within a few ms of each other; one step takes down all of them. */
const gatherMs = 20;

export function createDelivery(
  game: Pick<Game, 'confirm'>,
  logger: Pick<Logger, 'warn'>,
): Delivery {
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
    // Not confirmed, so sent again: to who has got it the server does not, see toldRoom.
    if (failed) logger.warn({ err: (failed as PromiseRejectedResult).reason }, 'not confirmed');
  };
  const confirm = (key: string, roomId: string, roundId: string) => {
    const entry = confirmed.get(roundId) ?? { roomId, keys: new Set() };
    confirmed.set(roundId, entry);
    entry.keys.add(key);
    timer ??= setTimeout(() => void flush(), gatherMs);
  };

  return {
    follow(socket) {
      wireOf(socket)?.on('pong', (data) => {
        const [roomId, roundId] = data.toString('latin1').split(' ');
        const { who } = socket.data;
        if (who && roomId && roundId) confirm(who.key, roomId, roundId);
      });
    },
    sent(socket, roomId, roundId) {
      const { data } = socket;
      if (data.lastRound !== null) void socket.leave(toldRoom(data.lastRound));
      data.lastRound = roundId;
      void socket.join(toldRoom(roundId));
      afterWrite(socket, () => wireOf(socket)?.ping(`${roomId} ${roundId}`));
    },
    flush,
  };
}

/** Runs `work` once what is being sent now has been handed to the WebSocket. */
function afterWrite(socket: GameSocket, work: () => void): void {
  queueMicrotask(() => {
    const { conn } = socket;
    if (conn.readyState !== 'open') return;
    const { writeBuffer } = conn as unknown as { writeBuffer: readonly unknown[] };
    if (writeBuffer.length === 0) work();
    else conn.once('drain', () => afterWrite(socket, work));
  });
}
