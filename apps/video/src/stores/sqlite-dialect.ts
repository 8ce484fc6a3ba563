/**
 * Kysely over an embedded SQLite by libsql. Statements are stepped off the event loop; there is one
 * connection, which its users get one after the other.
 */

import { whileLocked } from '@weapp-samples/service';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import Database from 'libsql/promise';

/** How long a statement waits for the lock of another process, in milliseconds. */
const busyMs = 2000;

/** WAL lets readers and a writer work side by side; a commit is on the disk before it is acknowledged. */
const pragmas = ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON'];

/** @param file path of the database file; its folder has to be there */
export function sqliteDialect(file: string): Dialect {
  return {
    createAdapter: () => new LockingSqliteAdapter(),
    createDriver: () => createDriver(file),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** Migrations run in one transaction, whose `begin immediate` is the lock between processes. */
class LockingSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true;
  }
}

/** libsql declares its promises as `any`; this is what is used of them. */
interface Libsql {
  prepare(sql: string): Promise<{
    readonly reader: boolean;
    all(parameters: readonly unknown[]): Promise<Record<string, unknown>[]>;
  }>;
  close(): void;
}

function createDriver(file: string): Driver {
  let database: Libsql | undefined;
  let connection: DatabaseConnection | undefined;
  const turns = createTurns();
  const raw = (sql: string) => (on: DatabaseConnection) =>
    on.executeQuery(CompiledQuery.raw(sql)).then(() => undefined);
  return {
    init: async () => {
      database = new Database(file, { timeout: busyMs }) as Libsql;
      connection = createConnection(database);
      const opened = connection;
      for (const pragma of pragmas) {
        await whileLocked(() => raw(`pragma ${pragma}`)(opened), { timeoutMs: busyMs });
      }
    },
    acquireConnection: async () => {
      await turns.take();
      return connection as DatabaseConnection;
    },
    beginTransaction: raw('begin immediate'),
    commitTransaction: raw('commit'),
    rollbackTransaction: raw('rollback'),
    releaseConnection: async () => turns.give(),
    destroy: async () => {
      await turns.take();
      database?.close();
    },
  };
}

function createConnection(database: Libsql): DatabaseConnection {
  const all = async (sql: string, parameters: readonly unknown[] = []) => {
    const statement = await database.prepare(sql);
    return { reader: statement.reader, rows: await statement.all(parameters) };
  };
  return {
    executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
      const { reader, rows } = await all(sql, parameters);
      if (reader) return { rows: rows as R[] };
      const [done] = (await all('select changes() as changed, last_insert_rowid() as id')).rows;
      const { changed, id } = done as { changed: number; id: number };
      return { rows: [], numAffectedRows: BigInt(changed), insertId: BigInt(id) };
    },
    streamQuery: () => {
      throw new Error('the embedded store does not stream');
    },
  };
}

/** Hands one thing round: whoever asks waits for those who asked before. */
function createTurns() {
  const waiting: (() => void)[] = [];
  let taken = false;
  return {
    take: async () => {
      if (taken) await new Promise<void>((resolve) => waiting.push(resolve));
      taken = true;
    },
    give: () => {
      const next = waiting.shift();
      if (next) next();
      else taken = false;
    },
  };
}
