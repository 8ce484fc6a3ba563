/** Games over a store, without sockets: what several processes would do. */
import { randomBytes } from 'node:crypto';
import { createGame, type Game, type GameDeps } from '../../src/game';
import type { News } from '../../src/news';
import { guestKey, type Identity, type Line, signedInKey } from '../../src/player';
import type { RoomTimes } from '../../src/room';
import type { GameStore, KeepTimes } from '../../src/stores/game-store';

export const shortTimes: RoomTimes = {
  gameMs: 60,
  robotAfterMs: 50,
  rematchMs: 50,
  holdMs: 150,
  idleMs: 150,
  inviteMs: 1000,
  resendMs: 2000,
  sweepMs: 5000,
};

export const shortKeep: KeepTimes = { guestMs: 300, playerMs: 60_000, placeMs: 300 };

export interface StoreGame extends Game {
  readonly news: News[];
  readonly process: string;
}

/** One process' game over a store that others may share. */
export function gameOver(store: GameStore, change: Partial<GameDeps> = {}): StoreGame {
  const news: News[] = [];
  const game = createGame({
    store,
    times: shortTimes,
    roomSize: 2,
    nearbyKm: 5,
    newId: () => randomBytes(9).toString('base64url'),
    random: Math.random,
    lostSince: () => null,
    tell: (all) => void news.push(...all),
    dueIn: () => undefined,
    ...change,
  });
  return { ...game, news, process: randomBytes(3).toString('hex') };
}

export interface Somebody {
  readonly who: Identity;
  readonly line: Line;
}

/** A guest, or a signed-in user, with a connection to the process of `game`. */
export async function enter(game: StoreGame, uid: string, signedIn = false): Promise<Somebody> {
  const key = signedIn ? signedInKey(uid) : guestKey(uid);
  const who = { key, uid, uname: `name of ${uid}`, uavatar: '', signedIn };
  const line = { socket: randomBytes(6).toString('hex'), process: game.process };
  await game.hello(who, line, () => undefined);
  return { who, line };
}
