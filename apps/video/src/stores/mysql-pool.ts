/** The mysql2 pool as Kysely takes it: prepared statements, bounded waits, no broken connection used twice. */
import type { MysqlPool, MysqlPoolConnection } from 'kysely';
import { createPool, type Pool, type PoolConnection, type QueryError } from 'mysql2';

export interface MysqlPoolOptions {
  /** mysql://user:password@host:port/database */
  readonly url: string;
  readonly connections: number;
  /** Milliseconds for a connection, for a place in the pool and for one statement; none for migrations. */
  readonly timeoutMs?: number | undefined;
}

/** Callers that find the pool busy beyond this many are told at once. */
const queueLimit = 10_000;

/** Opens nothing yet. */
export function mysqlPool({ url, connections, timeoutMs }: MysqlPoolOptions): MysqlPool {
  const pool = createPool({
    uri: url,
    // One word for both servers, and the four-byte one: emoji are in every comment.
    charset: 'utf8mb4_unicode_ci',
    connectionLimit: connections,
    queueLimit,
    connectTimeout: timeoutMs ?? 10_000,
    enableKeepAlive: true,
  });
  return {
    getConnection: (callback) => take(pool, timeoutMs, callback),
    end: (callback) => pool.end(callback),
  };
}

type Taken = Parameters<MysqlPool['getConnection']>[0];

/** mysql2 lets callers wait for ever; here they are told, and what comes late goes back. */
function take(pool: Pool, timeoutMs: number | undefined, callback: Taken): void {
  let told = false;
  const tell = (error: unknown, connection?: PoolConnection) => {
    if (told) return connection?.release();
    told = true;
    clearTimeout(timer);
    callback(error, connection ? wrap(connection, timeoutMs) : (undefined as never));
  };
  const busy = Object.assign(new Error('no free connection in time'), { code: 'ETIMEDOUT' });
  const timer = timeoutMs === undefined ? undefined : setTimeout(() => tell(busy), timeoutMs);
  pool.getConnection((error, connection) => tell(error, connection));
}

const wrapped = new WeakMap<PoolConnection, MysqlPoolConnection>();

/** Kysely knows a connection by its object, so each is wrapped once. */
function wrap(connection: PoolConnection, timeoutMs: number | undefined): MysqlPoolConnection {
  const known = wrapped.get(connection);
  if (known) return known;
  let broken = false;
  const query = (
    sql: string,
    values: unknown[],
    callback?: (error: unknown, result: never) => void,
  ) => {
    const options = { sql, values: values as never[], ...(timeoutMs && { timeout: timeoutMs }) };
    const done = (error: QueryError | null, result: unknown) => {
      // After a timeout the answer may still come, and would be taken for that of the next statement.
      if (error?.fatal || error?.code === 'PROTOCOL_SEQUENCE_TIMEOUT') broken = true;
      callback?.(error, result as never);
    };
    // `begin` and its like have no parameters, and MySQL does not prepare them.
    if (values.length > 0) connection.execute(options, done);
    else connection.query(options, done);
  };
  const release = () => (broken ? connection.destroy() : connection.release());
  const made = { query, release } as MysqlPoolConnection;
  wrapped.set(connection, made);
  return made;
}
