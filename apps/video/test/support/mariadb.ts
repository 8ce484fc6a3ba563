/** One MariaDB for all suites of this run, started by the first that needs it; each suite has a database of its own. */
import { type RunningServer, startMariaDb, useValue } from '@weapp-samples/testkit';
import { createConnection } from 'mysql2/promise';

let starting: Promise<RunningServer> | undefined;
let databases = 0;

after('stop the shared MariaDB', async () => {
  const server = await starting?.catch(() => undefined);
  await server?.stop();
});

/** An empty database around the suite this is called in; the suite is skipped where MariaDB is missing. */
export function useDatabase(): () => string {
  return useValue(async () => {
    starting ??= startMariaDb();
    return emptyDatabase(await starting);
  });
}

/** Its address. The character set is the server's worst default, as in the wild. */
async function emptyDatabase(server: RunningServer): Promise<string> {
  const name = `video_${++databases}`;
  await query(server.url, `create database ${name} character set latin1`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs statements and gives the rows of the last one. */
export async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const connection = await createConnection({ uri: url, multipleStatements: true });
  try {
    const [rows] = await connection.query(sql);
    const last = Array.isArray(rows) && Array.isArray(rows.at(-1)) ? rows.at(-1) : rows;
    return last as Record<string, unknown>[];
  } finally {
    await connection.end();
  }
}
