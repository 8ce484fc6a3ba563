/** Servers for the length of a mocha suite. */
import { findChromium } from './chromium';
import { MissingServer } from './errors';
import { type MariaDbOptions, startMariaDb } from './mariadb';
import { type MongoOptions, startMongo } from './mongo';
import { type NginxOptions, type RunningNginx, startNginx } from './nginx';
import { type RedisOptions, startRedis } from './redis';
import type { RunningServer } from './server';
import { tempDir } from './temp-dir';

/** Time for all that a suite starts, in ms. */
const startLimit = 90_000;

/** The reason goes into the suite's title, so that whoever reads the totals reads it too. */
function skipSuite(context: Mocha.Context, { reason }: MissingServer): never {
  const suite = context.test?.parent;
  if (suite) suite.title += ` (skipped: ${reason})`;
  return context.skip();
}

/** Skips the suite when `start` finds that what it needs is not on this machine. */
async function orSkip<T>(context: Mocha.Context, start: () => T | Promise<T>): Promise<T> {
  try {
    return await start();
  } catch (error) {
    if (error instanceof MissingServer) return skipSuite(context, error);
    throw error;
  }
}

/**
 * Whatever a suite needs, around the suite this is called in. Where `start` finds that a server is missing the
 * suite's tests count as skipped, and its title says why.
 *
 * @param limitMs time for the start, and for the stop
 */
export function useValue<T>(
  start: () => T | Promise<T>,
  stop?: (value: T) => unknown,
  limitMs = startLimit,
): () => T {
  let value: { readonly it: T } | undefined;
  before('start what the suite needs', async function () {
    this.timeout(limitMs);
    value = { it: await orSkip(this, start) };
  });
  after('stop it', async function () {
    this.timeout(limitMs);
    if (value) await stop?.(value.it);
    value = undefined;
  });
  return () => {
    if (!value) throw new Error('it is there only while the tests of its suite run');
    return value.it;
  };
}

/**
 * Registers `before` and `after` hooks that start and stop a server around the suite it is called in.
 * Where the server is missing the suite's tests count as skipped, and its title says why; hooks that
 * are registered after it are not run then, those of `after` are.
 * @example
 * describe('sessions in Redis', () => {
 *   const redis = useServer(startRedis);
 *   it('keeps a session', () => connect(redis().url));
 * });
 */
export function useServer<S extends RunningServer>(start: () => Promise<S>): () => S {
  return useValue(start, (server) => server.stop());
}

/** A Redis around the suite this is called in. */
export function useRedis(options?: RedisOptions): () => RunningServer {
  return useServer(() => startRedis(options));
}

/** A MariaDB around the suite this is called in. */
export function useMariaDb(options?: MariaDbOptions): () => RunningServer {
  return useServer(() => startMariaDb(options));
}

/** A server of MongoDB's protocol around the suite this is called in. */
export function useMongo(options?: MongoOptions): () => RunningServer {
  return useServer(() => startMongo(options));
}

/** An nginx around the suite this is called in. */
export function useNginx(options: NginxOptions): () => RunningNginx {
  return useServer(() => startNginx(options));
}

/** The path of the machine's Chromium for the suite this is called in. */
export function useChromium(): () => string {
  return useValue(findChromium);
}

/** An empty folder around the suite this is called in; removed after it. */
export function useTempDir(label?: string): () => string {
  const dir = useValue(
    () => tempDir(label),
    (made) => made.remove(),
  );
  return () => dir().path;
}
