/** The life of a test server: a free port, a folder, a bounded start, and an end that leaves nothing. */
import { ServerFailed } from './errors';
import { freePort } from './free-port';
import { type Command, runServer, type ServerProcess } from './server-process';
import { type TempDir, tempDir } from './temp-dir';
import { waitFor } from './wait-for';

/** A started server, listening on the loopback address. */
export interface RunningServer {
  /** What runs, for messages: `redis-server`, `ferretdb`, … */
  readonly name: string;
  /** The address that a client connects to. */
  readonly url: string;
  readonly port: number;
  /** The folder it works in. */
  readonly dir: string;
  /** The process id of the present run; 0 for a server that was there already. */
  pid(): number;
  /** What it has printed in its present run. */
  output(): string;
  /** Ends it and removes its folder; calling it again does nothing. */
  stop(): Promise<void>;
  /** SIGKILL: it is gone at once, its data stay for `restart`. */
  kill(): Promise<void>;
  /** SIGSTOP: connections stay open and nobody answers. */
  pause(): void;
  /** SIGCONT. */
  resume(): void;
  /** Ends it when it runs, and starts it again on the same port with the same data. */
  restart(): Promise<void>;
}

/** How one kind of server is run. */
export interface ServerRecipe {
  readonly name: string;
  /** Makes what the server needs in its folder, before the first start. */
  readonly prepare?: (dir: string) => Promise<void>;
  readonly command: (port: number, dir: string) => Command | Promise<Command>;
  /**
   * Whether it accepts connections. It looks at what this very process printed or wrote and not at the
   * port, where a stranger may answer.
   */
  readonly ready: (output: string, dir: string) => boolean;
  readonly url: (port: number) => string;
  /** Bound of the start, in ms. Default 30000. */
  readonly startMs?: number;
}

const portTries = 5;
const portTaken =
  /address already in use|address in use|EADDRINUSE|can't start server: bind|could not bind/i;

async function untilReady(recipe: ServerRecipe, server: ServerProcess, dir: string): Promise<void> {
  const { name, startMs = 30_000 } = recipe;
  const settled = () => !server.alive() || recipe.ready(server.output(), dir);
  await waitFor(settled, { timeoutMs: startMs }).catch(() => undefined);
  if (server.alive() && recipe.ready(server.output(), dir)) return;
  const what = server.alive() ? `was not ready after ${startMs} ms` : 'ended while starting';
  await server.kill();
  throw new ServerFailed(`${name} ${what}`, server.output());
}

async function startOn(recipe: ServerRecipe, port: number, dir: string): Promise<ServerProcess> {
  const server = runServer(await recipe.command(port, dir));
  await untilReady(recipe, server, dir);
  return server;
}

/** Tries again when somebody took the port between our look and the server's. */
async function retryTaken<T>(attempt: () => Promise<T>, triesLeft = portTries): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    const again = error instanceof ServerFailed && portTaken.test(error.output) && triesLeft > 1;
    if (!again) throw error;
    return retryTaken(attempt, triesLeft - 1);
  }
}

function running(recipe: ServerRecipe, first: ServerProcess, port: number, dir: TempDir) {
  let current = first;
  let stopped = false;
  const server: RunningServer = {
    name: recipe.name,
    url: recipe.url(port),
    port,
    dir: dir.path,
    pid: () => current.pid,
    output: () => current.output(),
    stop: async () => {
      if (stopped) return;
      stopped = true;
      await current.end();
      await dir.remove();
    },
    kill: () => current.kill(),
    pause: () => current.signal('SIGSTOP'),
    resume: () => current.signal('SIGCONT'),
    restart: async () => {
      if (stopped) throw new Error(`${recipe.name} was stopped, its data are gone`);
      await current.end();
      current = await retryTaken(() => startOn(recipe, port, dir.path));
    },
  };
  return server;
}

/**
 * Starts a server on a free port, in a new temporary folder.
 * @throws MissingServer when the recipe finds that the program is not here
 * @throws ServerFailed when it does not become ready in time, with its output
 */
export async function startServer(recipe: ServerRecipe): Promise<RunningServer> {
  const dir = await tempDir(recipe.name);
  try {
    await recipe.prepare?.(dir.path);
    return await retryTaken(async () => {
      const port = await freePort();
      return running(recipe, await startOn(recipe, port, dir.path), port, dir);
    });
  } catch (error) {
    await dir.remove();
    throw error;
  }
}
