/**
 * Where the game is kept: rooms, players, the list of open rooms, the agenda of what is due, scores and places.
 * The game's logic works on values; a store makes each step of it all or nothing.
 */
import type { Position } from '@weapp-samples/contracts';
import type { Player } from '../player';
import type { Room, RoomTimes } from '../room';

/**
 * One step of the game. What it reads is still true when it is committed, or the step is taken again;
 * what it puts becomes visible together with the list of open rooms, the agenda and the leaderboard.
 */
export interface Transaction {
  /** The store's time in ms, the same for all processes. Known after the first read. */
  readonly now: number;
  player(key: string): Promise<Player | null>;
  room(id: string): Promise<Room | null>;
  /** The open room that was opened first (`isOpen`). */
  oldestOpen(): Promise<Room | null>;
  putPlayer(player: Player): void;
  putRoom(room: Room): void;
  /** Closes a room; also for one that is gone already. */
  closeRoom(id: string): void;
}

/** Rooms that are due, and how long nothing else is. */
export interface Due {
  readonly roomIds: readonly string[];
  readonly nextInMs: number | null;
}

/** A process' sign of life, and what it learns in return. */
export interface Membership {
  /** The store's time, in ms. */
  readonly now: number;
  /** Until when each process counts as alive, in ms; those long dead are left out. */
  readonly aliveUntil: ReadonlyMap<string, number>;
  /** Players connected to the processes that are alive. */
  readonly players: number;
  readonly rooms: number;
}

/** One line of the leaderboard. */
export interface Leader {
  readonly rank: number;
  readonly name: string;
  readonly avatar: string;
  readonly score: number;
}

export interface GameStore {
  /** For the start's table and the documents: `memory` or `Redis`. */
  readonly kind: string;
  /**
   * Takes one step. `work` may run several times and must have no effect but through its transaction.
   * @throws whatever `work` throws, then nothing is changed; Error when the store is not reachable
   */
  transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * Takes up to `limit` rooms that are due off the agenda, for `leaseMs`: what is not put until then
   * is due again, to whichever process asks.
   */
  due(limit: number, leaseMs: number): Promise<Due>;
  /** A process with so many players lives, for `leaseMs` from now. */
  beat(process: string, players: number, leaseMs: number): Promise<Membership>;
  /** A process ends in order. */
  quit(process: string): Promise<void>;
  /** Remembers where a player is, and counts the others within `km` kilometres. */
  near(key: string, place: Position, km: number): Promise<number>;
  /** Players who are still connected keep their place. */
  keepPlaces(keys: readonly string[]): Promise<void>;
  forgetPlace(key: string): Promise<void>;
  /** The best signed-in players; equal scores share a rank. `limit` 1 to 100. */
  leaderboard(limit: number): Promise<Leader[]>;
  /** Rejects when the store cannot be used. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** How long things are kept, in ms. */
export interface KeepTimes {
  /** A guest's score after the last step of the guest. */
  readonly guestMs: number;
  /** A signed-in player's score, and the leaderboard. */
  readonly playerMs: number;
  /** A place that is not renewed. */
  readonly placeMs: number;
}

export interface GameStoreOptions {
  readonly times: RoomTimes;
  readonly keep: KeepTimes;
}

/** Most others that are counted near somebody. */
export const maxNear = 1000;

/** How long a player's record is kept from `now` on: at least as long as a seat can be held. */
export function playerTtlMs({ signedIn }: Player, { times, keep }: GameStoreOptions): number {
  const seated = times.holdMs + times.gameMs + Math.max(times.idleMs, times.inviteMs);
  return signedIn ? keep.playerMs : keep.guestMs + seated;
}

/** How long a room is kept when no process looks after it. */
export function roomTtlMs(room: Room, now: number): number {
  const grace = 60_000;
  const ends = [room.closesAt, room.round?.endsAt ?? 0, room.robotsAt ?? 0];
  const held = room.seats.map(({ heldUntil }) => heldUntil ?? 0);
  return Math.max(now, ...ends, ...held) - now + grace;
}

/** Ranks scores that come best first. */
export function ranked<T extends { readonly score: number }>(
  list: readonly T[],
): (T & { readonly rank: number })[] {
  let rank = 1;
  return list.map((entry, index) => {
    if (index > 0 && entry.score < (list[index - 1]?.score ?? 0)) rank = index + 1;
    return { ...entry, rank };
  });
}
