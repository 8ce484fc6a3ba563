/** A server of MongoDB's protocol for tests: the first that this machine has. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { MissingServer } from './errors';
import { findProgram } from './find-program';
import { type RunningServer, type ServerRecipe, startServer } from './server';

export interface MongoOptions {
  /**
   * A server of our own even where `MONGODB_URI` names one, for tests that kill or pause it.
   * Default false.
   */
  readonly own?: boolean;
}

/** What `npm test` has fetched, see scripts/lib/mongo.cjs. */
const cache = join(__dirname, '..', '..', '..', '.cache');
const javaProgram = join(__dirname, '..', 'mongo-java-server', 'MongoServer.java');

const url = (port: number) => `mongodb://127.0.0.1:${port}/test`;

function filesIn(dir: string): string[] {
  try {
    return readdirSync(dir).sort();
  } catch {
    return [];
  }
}

function mongod(): ServerRecipe | undefined {
  const fetched = join(cache, 'mongod');
  const names = ['mongod', ...filesIn(fetched).filter((name) => name.startsWith('mongod-'))];
  const program = findProgram(names, [fetched]);
  const quiet = ['--nounixsocket', '--setParameter', 'diagnosticDataCollectionEnabled=false'];
  if (!program) return undefined;
  return {
    name: 'mongod',
    command: (port, dir) => ({
      program,
      args: ['--bind_ip', '127.0.0.1', '--port', `${port}`, '--dbpath', dir, ...quiet],
    }),
    ready: (output) => output.includes('Waiting for connections'),
    url,
  };
}

function ferretArgs(port: number, dir: string): string[] {
  const data = join(dir, 'data');
  mkdirSync(data, { recursive: true });
  const store = ['--handler=sqlite', `--sqlite-url=file:${data}/`, `--state-dir=${dir}`];
  return [`--listen-addr=127.0.0.1:${port}`, '--debug-addr=-', '--telemetry=disable', ...store];
}

function goBin(): string {
  return join(process.env.GOPATH ?? join(homedir(), 'go'), 'bin');
}

/** 2.x needs a PostgreSQL beside it; what `go install` makes of 1.x may end in a panic at once. */
function isFerret1(program: string): boolean {
  const { status, stdout } = spawnSync(program, ['--version'], { timeout: 5000, encoding: 'utf8' });
  return status === 0 && /\bv1\./.test(stdout);
}

function ferretdb(): ServerRecipe | undefined {
  const program = findProgram(['ferretdb'], [goBin()]);
  if (!program || !isFerret1(program)) return undefined;
  return {
    name: 'ferretdb',
    command: (port, dir) => ({ program, args: ferretArgs(port, dir), cwd: dir }),
    ready: (output) => output.includes('Listening on'),
    url,
  };
}

const jvmFlags = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xmx256m'];

function mongoJavaServer(): ServerRecipe | undefined {
  const libraries = join(cache, 'mongo-java-server');
  const program = findProgram(['java']);
  const fetched = filesIn(libraries).some((name) => name.endsWith('.jar'));
  if (!program || !fetched) return undefined;
  const start = [...jvmFlags, '-cp', join(libraries, '*'), javaProgram];
  return {
    name: 'mongo-java-server',
    command: (port, dir) => ({ program, args: [...start, `${port}`, join(dir, 'data.mv')] }),
    ready: (output) => output.includes('listening on'),
    url,
  };
}

function notOurs(): never {
  throw new Error('the server that MONGODB_URI names is not ours to end or pause');
}

/** A server that was there already: it stays when the tests are over. */
function given(uri: string): RunningServer {
  return {
    name: 'MONGODB_URI',
    url: uri,
    port: 0,
    dir: '',
    pid: () => 0,
    output: () => '',
    stop: async () => undefined,
    kill: async () => notOurs(),
    pause: notOurs,
    resume: notOurs,
    restart: async () => notOurs(),
  };
}

/**
 * Starts, or finds, a server of MongoDB's protocol. In this order: the one that `MONGODB_URI` names;
 * `mongod` (on the path, or fetched by `npm test`); `ferretdb` 1.x on the path or in Go's bin folder;
 * mongo-java-server on the JVM, whose libraries `npm test` fetches. It starts with an empty database
 * unless it was given, so tests name databases of their own.
 * @throws MissingServer when there is none of them
 * @throws ServerFailed when it does not start, with what it printed
 */
export async function startMongo({ own = false }: MongoOptions = {}): Promise<RunningServer> {
  const uri = process.env.MONGODB_URI;
  if (uri && !own) return given(uri);
  const recipe = mongod() ?? ferretdb() ?? mongoJavaServer();
  if (!recipe) throw new MissingServer('no MONGODB_URI, mongod, ferretdb or mongo-java-server');
  return startServer(recipe);
}
