/** Redis, MongoDB or MariaDB away for a while: bounded answers meanwhile, nothing lost, recovery by itself. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningServer } from '@weapp-samples/testkit';
import { acknowledgedWrites, type Failure, reads, startLoad, summary } from '../support/load';
import type { Production } from '../support/production';
import { firstVideo } from './reload';

export type StoreName = 'redis' | 'mongo' | 'mariadb';

export interface OutageResult {
  readonly store: StoreName;
  readonly sent: number;
  /** What was answered while it was away, in words. */
  readonly answered: string;
  /** Failures that are no 503. */
  readonly unexpected: readonly Failure[];
  /** The slowest answer of all, in ms. */
  readonly longest: number;
  /** From the return of the store until every service is ready, in ms. */
  readonly backMs: number;
  /** Restarts of services by pm2 meanwhile. */
  readonly restarts: number;
  readonly missing: readonly string[];
}

export async function storeOutage(
  production: Production,
  store: StoreName,
  awayMs: number,
  perSecond: number,
): Promise<OutageResult> {
  const { around, ask, login, pm2, ready } = production;
  const user = await login(`outage ${store}`);
  const writes = acknowledgedWrites(user, await firstVideo(production));
  const server: RunningServer = around[store];
  const before = await restarts(pm2);
  const load = startLoad(ask, [...reads(user), ...writes.kinds], perSecond);
  try {
    await sleep(500);
    await server.kill();
    await sleep(awayMs);
    await server.restart();
    const returned = performance.now();
    await ready();
    const backMs = Math.round(performance.now() - returned);
    const { sent, failures, longest } = await load.stop();
    return {
      store,
      sent,
      answered: summary(failures),
      unexpected: failures.filter(({ what }) => what !== '503'),
      longest,
      backMs,
      restarts: (await restarts(pm2)) - before,
      missing: await writes.missing(ask),
    };
  } finally {
    await load.stop();
  }
}

async function restarts(pm2: Production['pm2']): Promise<number> {
  return (await pm2.list()).reduce((sum, { pm2_env }) => sum + pm2_env.restart_time, 0);
}
