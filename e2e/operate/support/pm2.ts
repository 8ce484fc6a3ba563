/** The real pm2, with a home of its own, and its commands as an operator types them. */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { guardProcess } from '@weapp-samples/testkit';
import { root } from './build';

const run = promisify(execFile);
const program = require.resolve('pm2/bin/pm2');

/** One process as `pm2 jlist` tells it. */
export interface Pm2Process {
  readonly name: string;
  readonly pid: number;
  readonly pm_id: number;
  readonly pm2_env: { readonly status: string; readonly restart_time: number };
}

export interface Pm2 {
  /** The process file: process.json with the folder and the settings file of this run. */
  readonly processFile: string;
  /** Runs `pm2 …args` and gives what it printed. */
  command(...args: readonly string[]): Promise<string>;
  /** The processes of one app, or of all. */
  list(name?: string): Promise<Pm2Process[]>;
  /** The text of a log file: `game-out.log`. */
  log(file: string): string;
  stop(): Promise<void>;
}

/**
 * @param dir home of this pm2, an empty folder
 * @param envFile settings of the services
 */
export function createPm2(dir: string, envFile: string): Pm2 {
  const processFile = join(dir, 'process.json');
  writeFileSync(processFile, ownProcessFile(envFile));
  // Not the test run's own environment: pm2 hands all of it to the services.
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, PM2_HOME: dir, LANG: 'C.UTF-8' };
  let release: (() => void) | undefined;
  const command = async (...args: readonly string[]) => {
    const options = { cwd: root, env, timeout: 90_000, maxBuffer: 32 * 1024 * 1024 };
    const { stdout } = await run(process.execPath, [program, ...args], options);
    release ??= guardProcess(Number(readFileSync(join(dir, 'pm2.pid'), 'utf8')));
    return stdout;
  };
  return {
    processFile,
    command,
    list: async (name) => {
      const text = await command('jlist');
      const all: Pm2Process[] = JSON.parse(text.slice(text.indexOf('[{')));
      return name === undefined ? all : all.filter((each) => each.name === name);
    },
    log: (file) => readFileSync(join(dir, 'logs', file), 'utf8'),
    stop: async () => {
      if (release) await command('kill');
      release?.();
    },
  };
}

function ownProcessFile(envFile: string): string {
  const { apps } = JSON.parse(readFileSync(join(root, 'process.json'), 'utf8'));
  const own = apps.map((app: { env: object }) => ({
    ...app,
    cwd: root,
    env: { ...app.env, ENV_FILE: envFile },
  }));
  return JSON.stringify({ apps: own });
}
