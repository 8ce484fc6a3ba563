/** Runs a server in a process of its own, so that what it uses can be told from what the bench uses. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Usage } from './announce';

export type { Usage } from './announce';

export interface SpawnOptions {
  readonly args?: readonly string[];
  /** Added to this process' own environment; NODE_ENV is `production` unless set here. */
  readonly env?: Readonly<Record<string, string>>;
  /** Bound of the start, in ms. Default 20000. */
  readonly startMs?: number;
}

export interface SpawnedServer {
  readonly url: string;
  readonly pid: number;
  /** What it has used since its start. */
  usage(): Promise<Usage>;
  /** Ends it and tells what it used. */
  stop(): Promise<Usage>;
}

const register = join(__dirname, '..', '..', 'scripts', 'register.cjs');

/** The next message that has this field. @throws Error when the process ends before */
async function receive<K extends string>(child: ChildProcess, key: K, limitMs: number) {
  const signal = AbortSignal.timeout(limitMs);
  const ended = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`the server ended (${code}) instead of telling its ${key}`);
  });
  ended.catch(() => undefined);
  for (;;) {
    const [message] = await Promise.race([once(child, 'message', { signal }), ended]);
    if (key in message) return message[key];
  }
}

/**
 * Runs a file that starts a server and calls `announce(url)`: TypeScript through the compiler, `.cjs` as it is.
 * @throws Error when it does not announce itself in time
 */
export async function spawnServer(
  file: string,
  { args = [], env = {}, startMs = 20_000 }: SpawnOptions = {},
): Promise<SpawnedServer> {
  const source = ['--conditions=weapp-source', '--require', register];
  const child = fork(file, args, {
    execArgv: file.endsWith('.ts') ? source : [],
    env: { ...process.env, NODE_ENV: 'production', ...env },
  });
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  const usage = (): Promise<Usage> => {
    child.send('usage');
    return receive(child, 'usage', 5000);
  };
  try {
    const url: string = await receive(child, 'url', startMs);
    const stop = () => usage().finally(kill);
    return { url, pid: child.pid ?? 0, usage, stop };
  } catch (error) {
    await kill();
    throw error;
  }
}
