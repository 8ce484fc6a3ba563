/**
 * `npm run failure`: everything as in production, then one misfortune after another, with the numbers.
 * `npm run failure -- reload kill` runs only these.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { serviceTable } from '@weapp-samples/contracts';
import { reads, startLoad, summary } from '../support/load';
import type { Pm2 } from '../support/pm2';
import { type Production, startProduction } from '../support/production';
import { fuzz, fuzzTargets } from './fuzz';
import { randomBytesTo, startSlowClients } from './hostile';
import { killUnderLoad } from './kill';
import { reloadUnderLoad } from './reload';
import { type StoreName, storeOutage } from './stores';

const perSecond = 200;
const players = 200;
const awayMs = 10_000;
const slowClients = 1000;
const randomRequests = 100_000;
const print = (line: string) => process.stdout.write(`${line}\n`);

/** How many, and the first of them by name. */
function lostWrites(missing: readonly string[]): string {
  const named = missing.length > 0 ? ` (${missing.slice(0, 5).join(', ')})` : '';
  return `${missing.length} acknowledged writes lost${named}`;
}

type Run = (production: Production) => Promise<boolean>;

const misfortunes: Readonly<Record<string, Run>> = {
  async reload(production) {
    const { load, rounds, lost, repeated, missing, seconds } = await reloadUnderLoad(production, {
      perSecond,
      players,
    });
    print(`pm2 reload of everything, ${perSecond} requests/s and ${players} players: ${seconds} s`);
    print(
      `  ${load.sent} requests, failed: ${summary(load.failures)}; p99 ${load.p99} ms, longest ${load.longest} ms`,
    );
    print(
      `  ${rounds} rounds, ${lost} results lost, ${repeated} came twice; ${lostWrites(missing)}`,
    );
    return load.failures.length + lost + repeated + missing.length === 0;
  },

  async kill(production) {
    let well = true;
    for (const { name } of serviceTable) {
      const result = await killUnderLoad(production, name, { perSecond, players });
      const { awayMs: away, failed, others, lost, repeated, missing } = result;
      print(
        `kill -9 of a process of ${name}: away for ${away} ms, ${failed} requests failed, ${others} of other services`,
      );
      print(`  ${lost} results lost, ${repeated} came twice; ${lostWrites(missing)}`);
      well &&= away < 3000 && others + lost + repeated + missing.length === 0;
    }
    return well;
  },

  async outage(production) {
    let well = true;
    for (const store of ['redis', 'mongo', 'mariadb'] as StoreName[]) {
      const result = await storeOutage(production, store, awayMs, perSecond);
      const { sent, answered, unexpected, longest, backMs, restarts, missing } = result;
      print(
        `${store} away for ${awayMs / 1000} s: ${sent} requests, failed: ${answered}; the slowest answer took ${longest} ms`,
      );
      print(`  ready ${backMs} ms after its return, ${restarts} restarts; ${lostWrites(missing)}`);
      well &&= unexpected.length + restarts + missing.length === 0;
    }
    return well;
  },
};

const more: Readonly<Record<string, Run>> = {
  async slow(production) {
    const { front, ports, ask, login } = production;
    let well = true;
    for (const [where, to] of [
      ['nginx', front],
      ['the session service', Number(ports.session)],
    ] as const) {
      const clients = await startSlowClients(slowClients, to);
      const load = startLoad(ask, reads(await login('quick')), perSecond);
      await sleep(awayMs);
      const connected = clients.connected();
      const { sent, failures, p99, longest } = await load.stop();
      clients.stop();
      print(`${connected} clients that send a byte a second to ${where}, for ${awayMs / 1000} s:`);
      print(
        `  ${sent} other requests, failed: ${summary(failures)}; p99 ${p99} ms, longest ${longest} ms`,
      );
      well &&= failures.length === 0 && connected === slowClients;
    }
    return well;
  },

  async bytes({ ports, pm2 }) {
    const before = await pids(pm2);
    for (const { name } of serviceTable) {
      const statuses = await randomBytesTo(Number(ports[name]), 200);
      print(`random bytes and broken forms to ${name}: ${JSON.stringify(statuses)}`);
      if (statuses['500']) return false;
    }
    return (await pids(pm2)) === before;
  },

  async fuzz({ ports, pm2, login }) {
    const before = await pids(pm2);
    const targets = fuzzTargets(await login('fuzz'));
    const each = Math.ceil(randomRequests / targets.length);
    const results = await Promise.all(
      targets.map(async (target) => {
        const { name } = target.api;
        return { name, ...(await fuzz(target, `http://127.0.0.1:${ports[name]}`, each)) };
      }),
    );
    for (const { name, sent, statuses } of results) {
      print(`${sent} random requests to ${name}: ${JSON.stringify(statuses)}`);
    }
    return (await pids(pm2)) === before;
  },
};

async function pids(pm2: Pm2): Promise<string> {
  const all = await pm2.list();
  return all
    .map(({ pid }) => pid)
    .sort()
    .join();
}

async function main(): Promise<void> {
  const chosen = process.argv.slice(2);
  const runs = { ...more, ...misfortunes };
  const unknown = chosen.find((name) => !(name in runs));
  if (unknown) throw new Error(`there is no ${unknown}; there are ${Object.keys(runs).join(', ')}`);
  const production = await startProduction();
  try {
    for (const [name, run] of Object.entries(runs)) {
      if (chosen.length > 0 && !chosen.includes(name)) continue;
      const well = await run(production);
      print(well ? '  as it should be\n' : '  NOT as it should be\n');
      if (!well) process.exitCode = 1;
    }
  } finally {
    await production.stop();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
