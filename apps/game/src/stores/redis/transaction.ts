/** One step of the game in Redis: reads remember the version they saw, one script commits if all of them still hold. */
import type { Player } from '../../player';
import { isOpen, type Room, wakeAt } from '../../room';
import { type GameStoreOptions, playerTtlMs, roomTtlMs, type Transaction } from '../game-store';
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

interface Write {
  readonly value: string | null;
  readonly ttlMs: number;
}

export interface RedisStep extends GameStoreOptions {
  readonly run: RunScript;
  readonly keys: GameKeys;
  /** A version no record had before. */
  readonly newVersion: () => string;
}

/** A transaction that can be committed once. */
export interface RedisTransaction extends Transaction {
  /** False when something that was read has changed meanwhile; then nothing is written. */
  commit(): Promise<boolean>;
}

export function createTransaction(step: RedisStep): RedisTransaction {
  const { run, keys, newVersion } = step;
  let now: number | undefined;
  let head: string | false = false;
  const versions = new Map<string, string>();
  const writes = new Map<string, Write>();
  const rooms = new Map<string, Room | null>();
  const leaders = new Map<string, number>();

  const remember = <T>(key: string, value: string | null): T | null => {
    const { version, record } = value === null ? { version: '', record: null } : decode<T>(value);
    // What is read again must be what it was: the first version decides.
    if (!versions.has(key)) versions.set(key, version);
    return record;
  };
  const read = async <T>(key: string): Promise<T | null> => {
    const [time, value] = (await run(scripts.read, [key])) as [number, string | null];
    now = Math.max(now ?? 0, time);
    return remember<T>(key, value);
  };
  const write = (key: string, record: unknown, ttlMs: number) => {
    writes.set(key, { value: `${newVersion()}\n${JSON.stringify(record)}`, ttlMs });
  };
  const time = (): number => {
    if (now === undefined) throw new Error('the time is known after the first read');
    return now;
  };

  return {
    get now() {
      return time();
    },
    player: (key) => read<Player>(keys.player(key)),
    room: (id) => read<Room>(keys.room(id)),
    async oldestOpen() {
      const answer = await run(scripts.readOldestOpen, [keys.open], keys.room(''));
      const [at, id, value] = answer as [number, string, string | null];
      now = Math.max(now ?? 0, at);
      head = id;
      // A room that ran out while no process looked after it is still on the lists.
      if (id !== '' && value === null) rooms.set(id, null);
      return id === '' ? null : remember<Room>(keys.room(id), value);
    },
    putPlayer(player) {
      write(keys.player(player.key), player, playerTtlMs(player, step));
      if (player.signedIn && player.totalScore > 0) leaders.set(player.key, player.totalScore);
    },
    putRoom(room) {
      rooms.set(room.id, room);
      write(keys.room(room.id), room, roomTtlMs(room, time()));
    },
    closeRoom(id) {
      rooms.set(id, null);
      writes.set(keys.room(id), { value: null, ttlMs: 0 });
    },
    async commit() {
      if (writes.size === 0 && rooms.size === 0) return true;
      const touched = [...new Set([...versions.keys(), ...writes.keys()])];
      const plan = {
        head,
        records: touched.map((key) => planRecord(versions.get(key), writes.get(key))),
        rooms: [...rooms].map(([id, room]) => planRoom(id, room, time, step)),
        leaders: [...leaders],
        listMs,
        leadersMs: step.keep.playerMs,
      };
      const values = touched.flatMap((key) => writes.get(key)?.value ?? []);
      const lists = [keys.open, keys.agenda, keys.leaderboard];
      const answer = await run(
        scripts.commit,
        [...lists, ...touched],
        JSON.stringify(plan),
        ...values,
      );
      return answer === 1;
    },
  };
}

const what = { nothing: 0, write: 1, remove: 2 } as const;

function planRecord(version: string | undefined, write: Write | undefined) {
  if (!write) return [version ?? false, what.nothing, 0];
  return [version ?? false, write.value === null ? what.remove : what.write, write.ttlMs];
}

function planRoom(id: string, room: Room | null, now: () => number, { times }: RedisStep) {
  if (!room) return [id, false, false];
  return [id, isOpen(room) && room.openedAt, Math.ceil(wakeAt(room, now(), times))];
}
