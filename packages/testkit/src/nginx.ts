/** A real nginx for tests, with a configuration of the test's own. */

import { existsSync } from 'node:fs';
import { chmod, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { needProgram } from './find-program';
import { freePort } from './free-port';
import { type RunningServer, startServer } from './server';

export interface NginxOptions {
  /**
   * A whole configuration. `@dir@` becomes the server's folder, `@port@` its port, and `@NAME@` a free
   * port for each name in `ports`. `daemon`, `pid` and the early error log are set from outside.
   */
  readonly conf: string;
  /** Names of more ports to listen on, such as `['https']`. */
  readonly ports?: readonly string[];
  /** Of the address in `url`. Default `http`. */
  readonly scheme?: 'http' | 'https';
}

export interface RunningNginx extends RunningServer {
  /** The further ports, by name. */
  readonly ports: Readonly<Record<string, number>>;
}

async function namedPorts(names: readonly string[]): Promise<Record<string, number>> {
  const ports: Record<string, number> = {};
  for (const name of names) ports[name] = await freePort();
  return ports;
}

/** Fills the places in a configuration. */
function render(conf: string, values: Readonly<Record<string, string | number>>): string {
  return conf.replace(/@([a-z]+)@/g, (place, name) => `${values[name] ?? place}`);
}

/**
 * Starts nginx in the foreground; `url` is `http://127.0.0.1:PORT`.
 * @throws MissingServer when it is not on this machine
 * @throws ServerFailed when it refuses the configuration, with what it said
 */
export async function startNginx(options: NginxOptions): Promise<RunningNginx> {
  const { conf, ports: names = [], scheme = 'http' } = options;
  const program = needProgram(['nginx']);
  const ports = await namedPorts(names);
  const pidFile = (dir: string) => join(dir, 'nginx.pid');
  const server = await startServer({
    name: 'nginx',
    // Started as root its workers are somebody else, and read what lies in the folder.
    prepare: (dir) => chmod(dir, 0o755),
    command: async (port, dir) => {
      const file = join(dir, 'nginx.conf');
      await rm(pidFile(dir), { force: true });
      await writeFile(file, render(conf, { ...ports, port, dir }));
      const global = `daemon off; pid ${pidFile(dir)};`;
      return { program, args: ['-e', 'stderr', '-p', dir, '-c', file, '-g', global] };
    },
    // Written once every address is bound.
    ready: (_output, dir) => existsSync(pidFile(dir)),
    url: (port) => `${scheme}://127.0.0.1:${port}`,
  });
  return { ...server, ports };
}
