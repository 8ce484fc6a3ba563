/** The settings of every app, as its own config code declares and reads them. */
import { extname, join } from 'node:path';
import { serviceTable } from '@weapp-samples/contracts';
import type { Env, Setting, Settings } from '@weapp-samples/service';

const root = join(__dirname, '..', '..', '..');

export interface AppSettings {
  readonly name: string;
  readonly port: number;
  readonly settings: Settings;
  /** Reads all of them, with what depends on each other. @throws SettingsError */
  readonly read: (env: Env) => unknown;
}

/** One entry for each service of the table; from source when this file is, else what was built. */
export function appSettings(): AppSettings[] {
  const folder = extname(__filename) === '.ts' ? 'src' : 'dist';
  return serviceTable.map(({ name, port, entry }) => {
    const config = join(root, entry.replace('/src/main', `/${folder}/config`));
    const exported: Record<string, unknown> = require(config);
    const one = (ending: string, kind: string) => {
      const found = Object.entries(exported).find(
        ([key, value]) => key.endsWith(ending) && typeof value === kind,
      );
      if (!found) throw new Error(`${config} exports no ${ending}`);
      return found[1];
    };
    const read = one('Config', 'function') as AppSettings['read'];
    return { name, port, settings: one('Settings', 'object') as Settings, read };
  });
}

/** The value of one setting as it is set, a file behind it included; undefined when it is missing or wrong. */
export function settingValue(
  env: Env,
  apps: readonly AppSettings[],
  name: string,
  readOne: (env: Env, declared: Setting<unknown>) => unknown,
): unknown {
  const declared = apps.flatMap(({ settings }) => Object.values(settings));
  const found = declared.find((setting) => setting.env === name);
  if (!found) return undefined;
  try {
    return readOne(env, found);
  } catch {
    return undefined;
  }
}
