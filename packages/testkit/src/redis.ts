/** A real Redis for tests. */
import { needProgram } from './find-program';
import { type RunningServer, startServer } from './server';

export interface RedisOptions {
  /** More arguments of redis-server, such as `['--maxmemory', '50mb']`. */
  readonly args?: readonly string[];
}

// Every write reaches the append-only file before its answer, so a kill loses nothing; only the
// machine's own crash could, hence no fsync.
const settings = ['--save', '', '--appendonly', 'yes', '--appendfsync', 'no'];

/**
 * Starts `redis-server` (or `valkey-server`); `url` is `redis://127.0.0.1:PORT`.
 * @throws MissingServer when neither is on this machine
 * @throws ServerFailed when it does not start, with what it printed
 */
export async function startRedis({ args = [] }: RedisOptions = {}): Promise<RunningServer> {
  const program = needProgram(['redis-server', 'valkey-server']);
  return startServer({
    name: 'redis-server',
    command: (port, dir) => ({
      program,
      args: ['--bind', '127.0.0.1', '--port', `${port}`, '--dir', dir, ...settings, ...args],
    }),
    ready: (output) => output.includes('Ready to accept connections'),
    url: (port) => `redis://127.0.0.1:${port}`,
  });
}
