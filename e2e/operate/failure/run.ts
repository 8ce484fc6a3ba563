/**
 * `npm run failure`: everything as in production, then one misfortune after another, with the numbers.
 * `npm run failure -- reload kill` runs only these.
 */
import { serviceTable } from '@weapp-samples/contracts';
import { summary } from '../support/load';
import { type Production, startProduction } from '../support/production';
import { killUnderLoad } from './kill';
import { reloadUnderLoad } from './reload';
import { type StoreName, storeOutage } from './stores';

const perSecond = 200;
const players = 200;
const awayMs = 10_000;
const print = (line: string) => process.stdout.write(`${line}\n`);

type Run = (production: Production) => Promise<boolean>;

const runs: Readonly<Record<string, Run>> = {
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
      `  ${rounds} rounds, ${lost} results lost, ${repeated} came twice; ${missing.length} acknowledged writes lost`,
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
      print(
        `  ${lost} results lost, ${repeated} came twice; ${missing.length} acknowledged writes lost`,
      );
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
      print(
        `  ready ${backMs} ms after its return, ${restarts} restarts; ${missing.length} acknowledged writes lost`,
      );
      well &&= unexpected.length + restarts + missing.length === 0;
    }
    return well;
  },
};

async function main(): Promise<void> {
  const chosen = process.argv.slice(2);
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
