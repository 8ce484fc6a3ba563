/** Runs one suite over each store that drawings can be kept in. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { useMongo, useTempDir } from '@weapp-samples/testkit';
import type { OpenDrawingStore } from '../../src/stores/drawing-store';
import { type OpenMongoOptions, openMongoDrawingStore } from '../../src/stores/open-mongo';
import { openSqliteDrawingStore } from '../../src/stores/sqlite-drawing-store';
import { untilReady } from './until-ready';

/** A place for drawings. */
export interface Backend {
  /** Opens it once more, as another process would; closed after the suite. */
  open(options?: { readonly now?: () => number }): Promise<OpenDrawingStore>;
}

/** Registers the suite for SQLite and for MongoDB. */
export function onEachBackend(title: string, suite: (backend: Backend) => void): void {
  describe(`${title}, SQLite`, () => {
    const dir = useTempDir('session');
    const open = ({ now = Date.now } = {}) =>
      openSqliteDrawingStore({ file: join(dir(), 'session.sqlite'), timeoutMs: 5000, now });
    suite({ open: closing(open) });
  });
  describe(`${title}, MongoDB`, function () {
    this.timeout(30_000);
    const mongo = useMongo();
    const database = `session_${randomUUID()}`;
    const open = closing(({ now = Date.now } = {}) =>
      openMongo(mongo().url, database, { timeoutMs: 10_000, now }),
    );
    suite({ open: async (options) => untilReady(await open(options)) });
  });
}

/** Opens the store in a database of this name, with whatever else it needs. */
export function openMongo(
  url: string,
  database: string,
  options: Partial<OpenMongoOptions> = {},
): Promise<OpenDrawingStore> {
  const uri = new URL(url);
  uri.pathname = `/${database}`;
  return openMongoDrawingStore({
    uri: uri.href,
    connections: 20,
    timeoutMs: 1000,
    now: Date.now,
    random: Math.random,
    onFailure: () => undefined,
    ...options,
  });
}

function closing<A extends unknown[]>(open: (...args: A) => Promise<OpenDrawingStore>) {
  const opened: OpenDrawingStore[] = [];
  after(async () => {
    for (const store of opened) await store.close();
  });
  return async (...args: A): Promise<OpenDrawingStore> => {
    const store = await open(...args);
    opened.push(store);
    return store;
  };
}
