/** What `npm start` runs: the platform, the table of what is where, and a clean end on Ctrl-C. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Platform, startPlatform } from './platform';
import { serviceList } from './service-list';

const root = join(__dirname, '..');
/** Ctrl-C ends the process within 2 s, whatever still hangs. */
const lastBoundMs = 1800;
/** How often it looks whether the npm that started it is still there. */
const orphanCheckMs = 200;

async function main(): Promise<void> {
  const envFile = join(root, '.env');
  if (existsSync(envFile)) process.loadEnvFile(envFile);
  const starting = startPlatform(process.env, root);
  stopOnSignals(starting);
  const platform = await starting;
  process.stdout.write(serviceList(platform));
  process.send?.('ready');
}

function stopOnSignals(starting: Promise<Platform>): void {
  const stop = () => {
    setTimeout(() => process.exit(1), lastBoundMs).unref();
    starting.then((platform) => platform.stop()).then(() => process.exit(0), fail);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  if (process.env.npm_lifecycle_event) whenOrphaned(stop);
}

/** npm passes a signal on to the shell it started, and the shell ends without telling its own child. */
function whenOrphaned(stop: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, orphanCheckMs);
  watch.unref();
}

/** A known error is one line; anything else is a fault of ours and shows where. */
function fail(error: unknown): void {
  const known = error instanceof Error && ['SettingsError', 'PortTakenError'].includes(error.name);
  const said = error instanceof Error ? (known ? error.message : error.stack) : String(error);
  process.stderr.write(`${said}\n`);
  process.exit(1);
}

main().catch(fail);
