/** The database of the service: MySQL where it is configured, else an embedded SQLite file. */
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Kysely, sql } from 'kysely';
import { migrate } from '../migrations/migrate';
import { bounded } from './bounded';
import type { CommentStore } from './comment-store';
import { mysqlDialect } from './mysql-dialect';
import { createSqlCommentStore } from './sql-comment-store';
import { createSqlVideoStore } from './sql-video-store';
import { sqliteDialect } from './sqlite-dialect';
import type { Tables } from './tables';
import type { VideoStore } from './video-store';

export type DatabaseKind = 'mysql' | 'sqlite';

/** Either `mysqlUrl` or `sqliteFile`. */
export interface DatabaseOptions {
  readonly mysqlUrl?: string | undefined;
  readonly sqliteFile: string;
  readonly connections: number;
  /** Milliseconds that any call of the stores may take. */
  readonly timeoutMs: number;
}

/** An open database. */
export interface Database {
  readonly kind: DatabaseKind;
  readonly videos: VideoStore;
  readonly comments: CommentStore;
  /** Brings the tables up to date; of several processes at once one does, the others wait. */
  migrate(): Promise<readonly string[]>;
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the database. MySQL is connected to with the first query. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { mysqlUrl, sqliteFile, connections, timeoutMs } = options;
  if (!mysqlUrl) await mkdir(dirname(sqliteFile), { recursive: true });
  const dialect = mysqlUrl
    ? mysqlDialect({ url: mysqlUrl, connections, timeoutMs })
    : sqliteDialect(sqliteFile);
  const db = new Kysely<Tables>({ dialect });
  const limits = bounded(timeoutMs);
  return {
    kind: mysqlUrl ? 'mysql' : 'sqlite',
    videos: createSqlVideoStore(db, limits),
    comments: createSqlCommentStore(db, limits),
    migrate: () => (mysqlUrl ? migrateMysql(mysqlUrl) : migrate(db, 'sqlite')),
    ping: () => limits.read(async () => void (await sql`select 1`.execute(db))),
    close: () => db.destroy(),
  };
}

/** On a connection of its own: changing a large table takes longer than any request may. */
async function migrateMysql(url: string): Promise<readonly string[]> {
  const db = new Kysely<Tables>({ dialect: mysqlDialect({ url, connections: 1 }) });
  try {
    return await migrate(db, 'mysql');
  } finally {
    await db.destroy();
  }
}
