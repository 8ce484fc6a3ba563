/** kill -9 of one process of a service under load: how long it is away, and what it takes with it. */
import { waitFor } from '@weapp-samples/testkit';
import { acknowledgedWrites, outage, reads, startLoad } from '../support/load';
import { account, createPlayer } from '../support/player';
import type { Production } from '../support/production';
import { firstVideo, type Scale, settled } from './reload';

export interface KillResult {
  readonly service: string;
  /** From the first failed request to the last, in ms. */
  readonly awayMs: number;
  readonly failed: number;
  /** Failures of services that were not killed. */
  readonly others: number;
  readonly lost: number;
  readonly repeated: number;
  readonly missing: readonly string[];
}

/** So old may a request be that the kill took with it; what failed before is not its doing. */
const underWayMs = 1000;

export async function killUnderLoad(
  production: Production,
  service: string,
  { perSecond, players: count }: Scale,
): Promise<KillResult> {
  const { pm2, ask, front, login, ready } = production;
  const user = await login(`kill ${service}`);
  const writes = acknowledgedWrites(user, await firstVideo(production));
  const players = Array.from({ length: count }, () => createPlayer(front));
  const load = startLoad(ask, [...reads(user), ...writes.kinds], perSecond);
  try {
    await waitFor(() => players.every(({ started }) => started.size > 0), { timeoutMs: 60_000 });
    const [victim] = await pm2.list(service);
    if (!victim) throw new Error(`no process of ${service}`);
    const since = performance.now() - underWayMs;
    process.kill(victim.pid, 'SIGKILL');
    await waitFor(async () => restarted(await pm2.list(service), victim.pid), {
      timeoutMs: 20_000,
    });
    await ready(service);
    for (const player of players) player.finish();
    await settled(players);
    const failures = (await load.stop()).failures.filter(({ at }) => at >= since);
    return {
      service,
      awayMs: outage(failures, service),
      failed: failures.filter((failure) => failure.service === service).length,
      others: failures.filter((failure) => failure.service !== service).length,
      ...account(players),
      missing: await writes.missing(ask),
    };
  } finally {
    await load.stop();
    for (const player of players) player.stop();
  }
}

function restarted(
  processes: Awaited<ReturnType<Production['pm2']['list']>>,
  pid: number,
): boolean {
  return processes.every((each) => each.pid !== pid && each.pm2_env.status === 'online');
}
