/** Every setting of every service: there, well formed, and the settings file kept from others. */
import { stat } from 'node:fs/promises';
import { type Env, readSettings, SettingsError } from '@weapp-samples/service';
import type { AppSettings } from '../apps';
import { type Check, type Finding, good, warning, wrong } from '../finding';

const where = 'set it in .env, or name a file that holds it with the same name and _FILE';

/** @param envFile the settings file, when there is one */
export function settingsCheck(
  env: Env,
  apps: readonly AppSettings[],
  envFile: string | undefined,
): Check {
  return async () => {
    const found = new Map<string, Finding>();
    for (const app of apps) {
      for (const message of problems({ ...env, NODE_ENV: 'production' }, app)) {
        const name = message.split(/[ :]/, 1)[0] ?? message;
        found.set(name, wrong('settings', `${app.name}: ${message}`, where));
      }
    }
    const file = await fileFindings(envFile);
    if (found.size > 0) return [...found.values(), ...file];
    return [good('settings', 'every service has what it needs'), ...file];
  };
}

/** Each setting by itself first: an app's own reader stops at the first that is wrong. */
function problems(env: Env, { settings, read }: AppSettings): string[] {
  const single = Object.values(settings).flatMap((one) =>
    messageOf(() => readSettings(env, { one })),
  );
  return single.length > 0 ? single : messageOf(() => read(env));
}

function messageOf(work: () => unknown): string[] {
  try {
    work();
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return [error.message];
    throw error;
  }
}

async function fileFindings(envFile: string | undefined): Promise<Finding[]> {
  if (!envFile) return [];
  const { mode } = await stat(envFile);
  if ((mode & 0o007) === 0) return [];
  const said = `everybody on this machine may read the secrets in ${envFile}`;
  return [warning('settings', said, `chmod 640 ${envFile}`)];
}
