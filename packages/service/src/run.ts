/** Runs one service as a process of its own: signals, the ready message for pm2, one line for a wrong setting. */

import { PortTakenError } from './listen';
import { createLogger, type Logger } from './log';
import type { RunningService } from './service';
import { type Env, SettingsError } from './settings';

/** What the start of an app is given. `logger` replaces the app's own. */
export interface StartOptions {
  readonly env: Env;
  readonly logger?: Logger;
}

/** A started app; `stores` says in a word or two which store each part uses. */
export interface StartedApp extends RunningService {
  readonly stores: Readonly<Record<string, string>>;
}

/** What `main.ts` of every app exports as `start`. */
export type StartApp = (options: StartOptions) => Promise<StartedApp>;

/**
 * Starts an app as this process and ends the process when a signal comes. `ENV_FILE` names a file of
 * settings (`NAME=value` lines) that is read at every start, so that a reload takes over what changed
 * in it; a variable that is set already wins.
 */
export async function runProcess(start: StartApp): Promise<void> {
  try {
    loadEnvFile(process.env.ENV_FILE);
    const app = await start({ env: process.env });
    stopOnSignals(app);
    process.send?.('ready');
  } catch (error) {
    const known = error instanceof SettingsError || error instanceof PortTakenError;
    if (known) process.stderr.write(`${error.message}\n`);
    else createLogger({ name: 'start' }).fatal({ err: error }, 'the service did not start');
    process.exit(1);
  }
}

function loadEnvFile(file: string | undefined): void {
  if (!file) return;
  try {
    process.loadEnvFile(file);
  } catch (cause) {
    throw new SettingsError(`ENV_FILE names a file that cannot be read: ${file}`, { cause });
  }
}

function stopOnSignals(app: RunningService): void {
  const stop = () => {
    app.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        createLogger({ name: app.name }).error({ err: error }, 'the service did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  process.on('message', (message) => {
    if (message === 'shutdown') stop();
  });
}
