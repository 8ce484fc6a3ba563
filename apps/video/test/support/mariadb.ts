/** One MariaDB for all suites of this run, started by the first that needs it; each suite has a database of its own. */
import { MissingServer, type RunningServer, startMariaDb } from '@weapp-samples/testkit';
import { createConnection } from 'mysql2/promise';

let starting: Promise<RunningServer> | undefined;
let databases = 0;

after('stop the shared MariaDB', async () => {
  const server = await starting?.catch(() => undefined);
  await server?.stop();
});

/** An empty database around the suite this is called in; the suite is skipped where MariaDB is missing. */
export function useDatabase(): () => string {
  let url = '';
  before('make an empty database', async function () {
    this.timeout(90_000);
    starting ??= startMariaDb();
    try {
      url = await emptyDatabase(await starting);
    } catch (error) {
      if (!(error instanceof MissingServer)) throw error;
      const suite = this.test?.parent;
      if (suite) suite.title += ` (skipped: ${error.reason})`;
      this.skip();
    }
  });
  return () => url;
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
