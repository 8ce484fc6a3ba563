/** A transaction over what a store holds: a step sees what it has put, and the store gets it all at the end. */
import type { Player } from '../player';
import { isOpen, type Room } from '../room';
import type { Transaction } from './game-store';

/** How a store is read within one step. */
export interface Reader {
  /** The store's time in ms; known after the first read. */
  readonly now: number;
  player(key: string): Promise<Player | null>;
  room(id: string): Promise<Room | null>;
  /** The open rooms that were opened first, up to `limit`. */
  open(limit: number): Promise<readonly Room[]>;
}

/** What a step has put; null closes a room. */
export interface Changes {
  readonly players: ReadonlyMap<string, Player>;
  readonly rooms: ReadonlyMap<string, Room | null>;
}

/** More than one step fills. There are few open rooms at a time: whoever joins takes a seat in the oldest. */
const openLimit = 64;

export function overlay(reader: Reader): { readonly tx: Transaction; readonly changes: Changes } {
  const players = new Map<string, Player>();
  const rooms = new Map<string, Room | null>();
  const tx: Transaction = {
    get now() {
      return reader.now;
    },
    async player(key) {
      return players.get(key) ?? reader.player(key);
    },
    async room(id) {
      const changed = rooms.get(id);
      return changed === undefined ? reader.room(id) : changed;
    },
    async oldestOpen() {
      const untouched = (await reader.open(openLimit)).filter(({ id }) => !rooms.has(id));
      const changed = [...rooms.values()].filter((room) => room !== null && isOpen(room));
      return [...untouched, ...changed].reduce(older, null);
    },
    putPlayer: (player) => void players.set(player.key, player),
    putRoom: (room) => void rooms.set(room.id, room),
    closeRoom: (id) => void rooms.set(id, null),
  };
  return { tx, changes: { players, rooms } };
}

function older(one: Room | null, other: Room | null): Room | null {
  if (!one || !other) return one ?? other;
  const difference = one.openedAt - other.openedAt || (one.id < other.id ? -1 : 1);
  return difference < 0 ? one : other;
}
