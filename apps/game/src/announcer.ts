/** Tells players the news, wherever they are connected. */
import { faultCodes } from '@weapp-samples/contracts';
import type { GameMetrics } from './metrics';
import type { News, RoomWithOutcome } from './news';
import { type GameServer, playerRoom, toldRoom } from './protocol/types';
import { roomView } from './room';
import { type PlayingRoom, resultView, startView } from './round';

export interface AnnouncerDeps {
  readonly io: GameServer;
  readonly metrics: GameMetrics;
  readonly gameMs: number;
  /** The store's time, in ms. */
  readonly now: () => number;
  /** Called for each round this process began. */
  readonly began: (room: PlayingRoom) => void;
}

export function createAnnouncer({ io, metrics, gameMs, now, began }: AnnouncerDeps) {
  const to = (keys: readonly string[]) => io.to(keys.map(playerRoom));
  // Whoever was sent the round already is left out, wherever it is connected.
  const tellResult = (keys: readonly string[], room: RoomWithOutcome) => {
    to(keys).except(toldRoom(room.outcome.roundId)).emit('result', resultView(room));
  };
  const replace = (socketId: string) => {
    const message = 'you are connected elsewhere; this connection ends';
    io.to(socketId).emit('fault', { event: '', code: faultCodes.replaced, message });
    io.in(socketId).disconnectSockets(true);
  };
  const tellOne = (news: Exclude<News, { kind: 'replaced' }>) => {
    switch (news.kind) {
      case 'room':
        return to(news.to).emit('room', roomView(news.room));
      case 'left':
        return to(news.to).emit('leave', { uid: news.seat.uid });
      case 'began':
        return to(news.to).emit('start', startView(news.room, gameMs / 1000));
      case 'ended':
      case 'owed':
        return tellResult(news.to, news.room);
      case 'moved': {
        const { uid } = news.seat;
        if (news.face === null) return to(news.to).emit('movement', { uid, movement: 'choice' });
        return to(news.to).emit('movement', { uid, movement: 'face', face: news.face });
      }
    }
  };
  const count = (news: News) => {
    if (news.kind === 'began') {
      metrics.roundsBegun.inc();
      began(news.room);
    } else if (news.kind === 'ended') {
      metrics.roundsSettled.inc();
      metrics.lateness.observe(Math.max(0, now() - news.endsAt) / 1000);
    }
  };
  return (all: readonly News[]): void => {
    for (const news of all) {
      count(news);
      if (news.kind === 'replaced') replace(news.line.socket);
      // A message to nobody would be one to everybody.
      else if (news.to.length > 0) tellOne(news);
    }
  };
}
