/** Four processes over Redis under load; one of them is killed with SIGKILL again and again. */
import { setTimeout as sleep } from 'node:timers/promises';
import { waitFor } from '@weapp-samples/testkit';
import { TirelessPlayer } from '@weapp-samples/testkit/tireless-player';
import { startCluster } from './cluster';
import type { MeasuredServer } from './measured';
import type { GameBenchOptions } from './options';

const players = 200;
/** Seconds. */
const gameTime = 1;
const processes = 4;
const everySeconds = 5;

export async function benchKills({ killSeconds }: GameBenchOptions): Promise<void> {
  const cluster = await startCluster(gameTime);
  const servers: MeasuredServer[] = [];
  for (let n = 0; n < processes; n++) servers.push(await cluster.add());
  const people = Array.from({ length: players }, (_, n) => {
    const address = (attempt: number) => servers[(n + attempt) % servers.length]?.url ?? '';
    return new TirelessPlayer({ uid: `tireless-${n}`, address });
  });
  try {
    await Promise.all(people.map((player) => player.start()));
    const kills = Math.floor(killSeconds / everySeconds);
    for (let n = 0; n < kills; n++) {
      await sleep(everySeconds * 1000);
      await servers[n % processes]?.stop();
      servers[n % processes] = await cluster.add();
    }
    for (const player of people) player.rest();
    const over = () => people.every((player) => player.open().length === 0);
    await waitFor(over, { timeoutMs: 30_000 }).catch(() => undefined);
    await sleep(3000);
    report(people, kills);
  } finally {
    for (const player of people) player.close();
    await cluster.stop();
  }
}

function report(people: readonly TirelessPlayer[], kills: number): void {
  const results = people.flatMap((player) => [...player.results.values()]);
  const rounds = new Map<string, Set<string>>();
  for (const [first] of results) {
    if (!first) continue;
    const seen = rounds.get(first.roundId) ?? new Set();
    rounds.set(first.roundId, seen.add(JSON.stringify(first.result)));
  }
  const lost = people.reduce((sum, player) => sum + player.open().length, 0);
  const doubled = results.filter((all) => all.length > 1).length;
  const disagreeing = [...rounds.values()].filter(({ size }) => size > 1).length;
  console.log(
    `## ${processes} processes, ${players} players, SIGKILL of one every ${everySeconds} s, ${kills} times\n`,
  );
  console.log('| rounds | results | lost | doubled | told differently |');
  console.log('|---:|---:|---:|---:|---:|');
  console.log(`| ${rounds.size} | ${results.length} | ${lost} | ${doubled} | ${disagreeing} |\n`);
}
