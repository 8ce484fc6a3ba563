/** Kysely over MySQL and MariaDB: every connection strict, migrations under a named lock. */
import { CompiledQuery, type Kysely, MysqlAdapter, MysqlDialect, sql } from 'kysely';
import { type MysqlPoolOptions, mysqlPool } from './mysql-pool';

/** Wrong values are errors, as they are in SQLite and should be everywhere. */
const sqlMode = [
  'STRICT_ALL_TABLES',
  'NO_ZERO_IN_DATE',
  'NO_ZERO_DATE',
  'ERROR_FOR_DIVISION_BY_ZERO',
  'NO_ENGINE_SUBSTITUTION',
].join(',');

/** How long a process waits while another migrates, in seconds. */
const lockSeconds = 600;
/** Names the lock within the server; every database has its own. */
const lockName = sql`concat('weapp-samples video ', md5(database()))`;

class NamedLockAdapter extends MysqlAdapter {
  override async acquireMigrationLock(db: Kysely<unknown>): Promise<void> {
    const query = sql<{ got: number | null }>`select get_lock(${lockName}, ${lockSeconds}) as got`;
    const { rows } = await query.execute(db);
    if (rows[0]?.got !== 1) throw new Error('another process is migrating the database');
  }

  override async releaseMigrationLock(db: Kysely<unknown>): Promise<void> {
    await sql`select release_lock(${lockName})`.execute(db);
  }
}

class StrictMysqlDialect extends MysqlDialect {
  override createAdapter() {
    return new NamedLockAdapter();
  }
}

/** @param options see `mysqlPool` */
export function mysqlDialect(options: MysqlPoolOptions): MysqlDialect {
  return new StrictMysqlDialect({
    pool: mysqlPool(options),
    onCreateConnection: async (connection) => {
      await connection.executeQuery(CompiledQuery.raw(`set session sql_mode = '${sqlMode}'`));
    },
  });
}
