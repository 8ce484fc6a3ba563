/** One step of the game in Redis: reads remember the version they saw, one script commits if all of them still hold. */
import type { Player } from '../../player';
import { isOpen, type Room, wakeAt } from '../../room';
import { type GameStoreOptions, playerTtlMs, roomTtlMs, type Transaction } from '../game-store';
import { type Changes, overlay, type Reader } from '../overlay';
import type { GameKeys } from './keys';
import type { RunScript } from './run-script';
import * as scripts from './scripts';

/** How long the lists of rooms are kept after their last change, in ms. */
const listMs = 3_600_000;

/** A record in Redis: its version, a line feed, JSON. */
export function decode<T>(value: string): { version: string; record: T } {
  const end = value.indexOf('\n');
  return { version: value.slice(0, end + 1), record: JSON.parse(value.slice(end + 1)) as T };
}

export interface RedisStep extends GameStoreOptions {
  readonly run: RunScript;
  readonly keys: GameKeys;
  /** A version no record had before. */
  readonly newVersion: () => string;
}

/** A transaction that can be committed once. */
export interface RedisTransaction {
  readonly tx: Transaction;
  /** False when something that was read has changed meanwhile; then nothing is written. */
  commit(): Promise<boolean>;
}

export function createTransaction(step: RedisStep): RedisTransaction {
  const seen = createReader(step);
  const { tx, changes } = overlay(seen.reader);
  return {
    tx,
    async commit() {
      const { players, rooms } = changes;
      if (players.size === 0 && rooms.size === 0) return true;
      const { plan, touched, values } = planOf(step, seen, changes);
      const { open, agenda, leaderboard } = step.keys;
      const lists = [open, agenda, leaderboard, ...touched];
      return (await step.run(scripts.commit, lists, JSON.stringify(plan), ...values)) === 1;
    },
  };
}

interface Seen {
  readonly reader: Reader;
  /** The version of each record that was read, by key; '' for one that is not there. */
  readonly versions: ReadonlyMap<string, string>;
  /** The open rooms that were there, when somebody looked. */
  openIds(): { readonly limit: number; readonly ids: readonly string[] } | undefined;
}

function createReader({ run, keys }: RedisStep): Seen {
  let now: number | undefined;
  let open: { limit: number; ids: string[] } | undefined;
  let openRooms: Promise<readonly Room[]> | undefined;
  const versions = new Map<string, string>();
  const reads = new Map<string, Promise<unknown>>();

  const at = (time: number) => {
    now = Math.max(now ?? 0, time);
  };
  const remember = <T>(key: string, value: string | null): T | null => {
    const { version, record } = value === null ? { version: '', record: null } : decode<T>(value);
    // What is read again must be what it was: the first version decides.
    if (!versions.has(key)) versions.set(key, version);
    return record;
  };
  const read = async <T>(key: string): Promise<T | null> => {
    const [time, value] = (await run(scripts.read, [key])) as [number, string | null];
    at(time);
    return remember<T>(key, value);
  };
  /** Each record is read once a step. */
  const once = <T>(key: string): Promise<T | null> => {
    const reading = (reads.get(key) as Promise<T | null> | undefined) ?? read<T>(key);
    reads.set(key, reading);
    return reading;
  };
  const readOpen = async (limit: number): Promise<readonly Room[]> => {
    const answer = await run(scripts.readOpen, [keys.open], limit, keys.room(''));
    const [time, ...fields] = answer as [number, ...(string | null)[]];
    at(time);
    open = { limit, ids: [] };
    const rooms: Room[] = [];
    for (let i = 0; i < fields.length; i += 2) {
      const id = fields[i] ?? '';
      open.ids.push(id);
      const room = remember<Room>(keys.room(id), fields[i + 1] ?? null);
      // One that ran out while no process looked after it leaves the list with its turn on the agenda.
      if (room) rooms.push(room);
    }
    return rooms;
  };
  const reader: Reader = {
    get now() {
      if (now === undefined) throw new Error('the time is known after the first read');
      return now;
    },
    player: (key) => once<Player>(keys.player(key)),
    room: (id) => once<Room>(keys.room(id)),
    open(limit) {
      openRooms ??= readOpen(limit);
      return openRooms;
    },
  };
  return { reader, versions, openIds: () => open };
}

const what = { nothing: 0, write: 1, remove: 2 } as const;

/** The plan the script carries out, the keys of its records, and the values to be written. */
function planOf(step: RedisStep, { reader, versions, openIds }: Seen, changes: Changes) {
  const { keys, newVersion, keep, times } = step;
  const written = new Map<string, { value: string | null; ttlMs: number }>();
  const versioned = (record: unknown) => `${newVersion()}\n${JSON.stringify(record)}`;
  const leaders: [string, number][] = [];
  const rooms: [string, number | false, number | false][] = [];
  for (const [key, player] of changes.players) {
    written.set(keys.player(key), { value: versioned(player), ttlMs: playerTtlMs(player, step) });
    if (player.signedIn && player.totalScore > 0) leaders.push([key, player.totalScore]);
  }
  for (const [id, room] of changes.rooms) {
    if (room) {
      const ttlMs = roomTtlMs(room, reader.now);
      written.set(keys.room(id), { value: versioned(room), ttlMs });
      rooms.push([id, isOpen(room) && room.openedAt, Math.ceil(wakeAt(room, reader.now, times))]);
    } else {
      written.set(keys.room(id), { value: null, ttlMs: 0 });
      rooms.push([id, false, false]);
    }
  }
  const touched = [...new Set([...versions.keys(), ...written.keys()])];
  const records = touched.map((key) => {
    const write = written.get(key);
    const version = versions.get(key) ?? false;
    if (!write) return [version, what.nothing, 0];
    return [version, write.value === null ? what.remove : what.write, write.ttlMs];
  });
  const values = touched.flatMap((key) => written.get(key)?.value ?? []);
  const plan = {
    open: openIds() ?? false,
    ...{ records, rooms, leaders, listMs, leadersMs: keep.playerMs },
  };
  return { plan, touched, values };
}
