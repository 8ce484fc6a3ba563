/** One process, in memory: the game, the same game as a room of Colyseus, and `ws` alone as the limit. */
import { tempDir } from '@weapp-samples/testkit';
import { buildApp } from '../lib/build';
import { type Counted, type Mode, type Owed, startClients } from './clients';
import { type MeasuredServer, startMeasured } from './measured';
import type { GameBenchOptions } from './options';
import { reportPeers } from './peers-report';

const gameTime = 2;
const warmUp = 3;

/** Colyseus twice: who is in the room as its `state`, as is its way, and with `messages` alone. */
export type Peer = 'game' | 'state' | 'messages' | 'ws';

export interface Figures extends Counted, Owed {
  readonly cpuPer1000Rounds: number;
  readonly kbPerConnection: number;
}

export type Measured = ReadonlyMap<Peer, readonly Figures[]>;

const targets = { game: 'socket.io', state: 'colyseus', messages: 'colyseus', ws: 'ws' } as const;

/** Players stay in their rooms, or are matched anew for every round, as a `join` of 2016 asks for. */
export async function benchPeers(options: GameBenchOptions): Promise<void> {
  const main = buildApp('game');
  const { players, seconds, times } = options;
  const how = `${players} players, rounds of ${gameTime} s, measured ${times} × ${seconds} s`;
  const stay = await measureAll('stay', ['game', 'state', 'messages', 'ws'], main, options);
  reportPeers(`The same two play on: ${how}`, stay);
  const anew = await measureAll('anew', ['game', 'state', 'messages'], main, options);
  reportPeers(`Matched anew for every round: ${how}`, anew);
}

/** The candidates take turns; the limit is measured once. A peer that does not come through is left out, with a word. */
async function measureAll(
  mode: Mode,
  peers: readonly Peer[],
  main: string,
  options: GameBenchOptions,
): Promise<Measured> {
  const figures = new Map<Peer, Figures[]>(peers.map((peer) => [peer, []]));
  for (let n = 0; n < options.times; n++) {
    for (const [peer, all] of figures) {
      if (peer === 'game') all.push(await measure(peer, mode, main, options));
      else if (peer !== 'ws' || n === 0) all.push(...(await tryPeer(peer, mode, main, options)));
    }
  }
  return figures;
}

async function tryPeer(...what: Parameters<typeof measure>): Promise<Figures[]> {
  try {
    return [await measure(...what)];
  } catch (error) {
    console.log(`${what[0]} did not come through: ${(error as Error).message.slice(0, 300)}\n`);
    return [];
  }
}

async function measure(
  peer: Peer,
  mode: Mode,
  main: string,
  { players, seconds }: GameBenchOptions,
): Promise<Figures> {
  const folder = await tempDir('bench');
  const server = await startServer(peer, main, folder.path);
  const before = await server.memory();
  const who = { urls: [server.url], target: targets[peer], mode, players } as const;
  const clients = startClients({ ...who, gameTime, warmUp, seconds });
  try {
    await clients.begin();
    const begin = await server.usage();
    const counted = await clients.end();
    const end = await server.usage();
    const owed = await clients.rest();
    const after = await server.memory();
    return {
      ...counted,
      ...owed,
      cpuPer1000Rounds: ((end.cpuSeconds - begin.cpuSeconds) / counted.rounds) * 1000,
      kbPerConnection: (after - before) / players / 1024,
    };
  } finally {
    await clients.stop();
    await server.stop();
    await folder.remove();
  }
}

function startServer(peer: Peer, main: string, dataDir: string): Promise<MeasuredServer> {
  const env = { GAME_TIME: String(gameTime), NODE_ENV: 'production' };
  if (peer === 'ws') return startMeasured('ws-server.cjs', [], env);
  if (peer !== 'game') return startMeasured('colyseus-server.cjs', [], { ...env, ROOM_NEWS: peer });
  // In production the game refuses to keep its rooms in memory.
  const inMemory = { NODE_ENV: 'development', GAME_PORT: '0', LOG_LEVEL: 'warn' };
  const patient = { GAME_ROBOT_AFTER: '60', GAME_REMATCH_WAIT: '60', DATA_DIR: dataDir };
  return startMeasured('../lib/compiled-app.cjs', [main], { ...env, ...inMemory, ...patient });
}
