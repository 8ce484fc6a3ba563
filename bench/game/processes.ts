/** The same players on one, two and four processes over one Redis. */
import { startClients } from './clients';
import { startCluster } from './cluster';
import type { MeasuredServer } from './measured';
import type { GameBenchOptions } from './options';

const gameTime = 1;
const warmUp = 4;

export async function benchProcesses({ players, seconds }: GameBenchOptions): Promise<void> {
  const half = players / 2;
  console.log(
    `## Processes over one Redis: ${half} players, rounds of ${gameTime} s, matched anew, ${seconds} s\n`,
  );
  console.log(
    '| processes | rounds a second | of one | late p50 ms | late p99 ms | CPU s per 1000 rounds | lost | doubled |',
  );
  console.log('|---:|---:|---:|---:|---:|---:|---:|---:|');
  const cluster = await startCluster(gameTime);
  const servers: MeasuredServer[] = [];
  let ofOne = 0;
  try {
    for (const count of [1, 2, 4]) {
      while (servers.length < count) servers.push(await cluster.add());
      const row = await measure(servers, half, seconds);
      ofOne ||= row.rate;
      const cells = [count, row.rate.toFixed(0), (row.rate / ofOne).toFixed(2), ...row.rest];
      console.log(`| ${cells.join(' | ')} |`);
    }
  } finally {
    await cluster.stop();
  }
  console.log('\nCPU is that of the game processes, without Redis.\n');
}

async function measure(servers: readonly MeasuredServer[], players: number, seconds: number) {
  const urls = servers.map(({ url }) => url);
  const who = { urls, target: 'socket.io', mode: 'anew', players } as const;
  const clients = startClients({ ...who, gameTime, warmUp, seconds });
  try {
    await clients.begin();
    const begin = await cpuOf(servers);
    const { rounds, lateMs } = await clients.end();
    const cpu = (await cpuOf(servers)) - begin;
    const { lost, doubled } = await clients.rest();
    const late = [lateMs.p50.toFixed(1), lateMs.p99.toFixed(1)];
    return {
      rate: rounds / seconds,
      rest: [...late, ((cpu / rounds) * 1000).toFixed(3), lost, doubled],
    };
  } finally {
    await clients.stop();
  }
}

async function cpuOf(servers: readonly MeasuredServer[]): Promise<number> {
  const usages = await Promise.all(servers.map((server) => server.usage()));
  return usages.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
}
