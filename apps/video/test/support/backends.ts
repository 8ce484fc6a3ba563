/** Runs one suite over each database the service can use. */
import { join } from 'node:path';
import { useTempDir } from '@weapp-samples/testkit';
import { type Database, type DatabaseOptions, openDatabase } from '../../src/stores/database';
import { useDatabase } from './mariadb';

export interface Backend {
  /** A migrated database; each test has it for itself, and empty. */
  database(): Database;
  /** Opens the same database once more, as another process would. */
  another(): Promise<Database>;
}

/** Registers a suite for SQLite alone: for what does not depend on the database. */
export function onSqlite(title: string, suite: (backend: Backend) => void): void {
  describe(title, () => {
    const dir = useTempDir('video');
    suite(useBackend((test) => ({ sqliteFile: join(dir(), `${test}.sqlite`) })));
  });
}

/** Registers the suite for SQLite and for MariaDB. */
export function onEachBackend(title: string, suite: (backend: Backend) => void): void {
  onSqlite(`${title}, SQLite`, suite);
  describe(`${title}, MariaDB`, () => {
    const url = useDatabase();
    suite(useBackend(() => ({ mysqlUrl: url(), sqliteFile: '' })));
  });
}

type Place = Pick<DatabaseOptions, 'mysqlUrl' | 'sqliteFile'>;

function useBackend(placeOf: (test: number) => Place): Backend {
  let tests = 0;
  let opened: Database[] = [];
  const open = async () => {
    const database = await openDatabase({ connections: 5, timeoutMs: 5000, ...placeOf(tests) });
    opened.push(database);
    return database;
  };
  beforeEach(async () => {
    tests++;
    opened = [];
    const database = await open();
    await database.migrate();
    await empty(database);
  });
  afterEach(async () => {
    for (const database of opened) await database.close();
  });
  return { database: () => opened[0] as Database, another: open };
}

async function empty({ videos }: Database): Promise<void> {
  for (const { id } of await videos.newest({ limit: 1000 })) await videos.remove(id);
}
