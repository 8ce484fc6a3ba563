/** The game in the memory of one process. Steps are taken one after another, so none ever has to be taken again. */
import { createPlaces } from '../nearby';
import type { Player } from '../player';
import { isOpen, type Room, wakeAt } from '../room';
import { createAgenda } from './agenda';
import { createBestFirst } from './best-first';
import { createExpiring } from './expiring';
import {
  type GameStore,
  type GameStoreOptions,
  maxNear,
  playerTtlMs,
  ranked,
  type Transaction,
} from './game-store';
import { createOpenRooms } from './open-rooms';
import { overlay } from './overlay';
import type { ScoreFile } from './score-file';

export interface MemoryGameStoreOptions extends GameStoreOptions {
  /** The time in ms. */
  readonly now: () => number;
  /** Where the scores of signed-in players outlive the process; nowhere when absent. */
  readonly scores?: ScoreFile;
}

/** @example createMemoryGameStore({ times, keep, now: Date.now }) */
export function createMemoryGameStore(options: MemoryGameStoreOptions): GameStore {
  const { now, keep, scores } = options;
  const state = createState(options);
  const places = createPlaces(keep.placeMs, now);
  const processes = new Map<string, { until: number; players: number }>();
  let last: Promise<unknown> = Promise.resolve();
  return {
    kind: 'memory',
    transact(work) {
      const step = last.then(() => takeStep(state, options, work));
      last = step.catch(() => undefined);
      return step;
    },
    async due(limit, leaseMs) {
      const at = now();
      const roomIds: string[] = [];
      for (let id = state.agenda.takeDue(at); id; id = state.agenda.takeDue(at)) {
        roomIds.push(id);
        if (roomIds.length === limit) break;
      }
      for (const id of roomIds) state.agenda.set(id, at + leaseMs);
      const next = state.agenda.nextAt();
      return { roomIds, nextInMs: next === null ? null : Math.max(0, next - at) };
    },
    async beat(process, players, leaseMs) {
      processes.set(process, { until: now() + leaseMs, players });
      return membership(processes, now(), state.rooms.size);
    },
    quit: async (process) => void processes.delete(process),
    near: async (key, place, km) => places.near(key, place, km, maxNear),
    keepPlaces: async (keys) => places.keep(keys),
    forgetPlace: async (key) => places.delete(key),
    leaderboard: async (limit) => {
      const best = state.best.first(limit).map(([key, score]) => {
        const { uname = '', uavatar = '' } = state.players.get(key) ?? {};
        return { name: uname, avatar: uavatar, score };
      });
      return ranked(best);
    },
    ping: async () => undefined,
    close: async () => scores?.close(),
  };
}

type State = ReturnType<typeof createState>;

function createState({ now, scores, ...options }: MemoryGameStoreOptions) {
  const state = {
    rooms: new Map<string, Room>(),
    players: createExpiring<Player>(now),
    open: createOpenRooms(),
    agenda: createAgenda(),
    best: createBestFirst(),
  };
  for (const player of scores?.load() ?? []) {
    state.players.set(player.key, player, playerTtlMs(player, options));
    state.best.set(player.key, player.totalScore);
  }
  return state;
}

function membership(
  processes: ReadonlyMap<string, { until: number; players: number }>,
  now: number,
  rooms: number,
) {
  const alive = [...processes].filter(([, { until }]) => until > now);
  const players = alive.reduce((sum, [, process]) => sum + process.players, 0);
  const aliveUntil = new Map(alive.map(([id, { until }]) => [id, until]));
  return { now, aliveUntil, players, rooms };
}

async function takeStep<T>(
  state: State,
  options: MemoryGameStoreOptions,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const now = options.now();
  const { tx, changes } = overlay({
    now,
    player: async (key) => state.players.get(key) ?? null,
    room: async (id) => state.rooms.get(id) ?? null,
    open: async (limit) => state.open.first(limit).flatMap((id) => state.rooms.get(id) ?? []),
  });
  const result = await work(tx);
  for (const player of changes.players.values()) keepPlayer(state, options, player);
  for (const [id, room] of changes.rooms) keepRoom(state, options, now, id, room);
  return result;
}

function keepPlayer(state: State, options: MemoryGameStoreOptions, player: Player): void {
  const before = state.players.get(player.key);
  state.players.set(player.key, player, playerTtlMs(player, options));
  if (!player.signedIn || player.totalScore === 0) return;
  state.best.set(player.key, player.totalScore);
  if (before?.totalScore !== player.totalScore) options.scores?.save(player);
}

function keepRoom(
  state: State,
  { times }: MemoryGameStoreOptions,
  now: number,
  id: string,
  room: Room | null,
): void {
  if (room && isOpen(room)) state.open.add(id, room.openedAt);
  else state.open.delete(id);
  if (room) {
    state.rooms.set(id, room);
    state.agenda.set(id, wakeAt(room, now, times));
  } else {
    state.rooms.delete(id);
    state.agenda.delete(id);
  }
}
