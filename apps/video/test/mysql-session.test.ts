import assert from 'node:assert/strict';
import { Kysely, sql } from 'kysely';
import { openDatabase } from '../src/stores/database';
import { mysqlDialect } from '../src/stores/mysql-dialect';
import type { Tables } from '../src/stores/tables';
import { useDatabase } from './support/mariadb';
import { addVideos, comment } from './support/samples';

describe('a connection to MySQL', () => {
  const url = useDatabase();
  let db: Kysely<Tables>;
  before(() => {
    db = new Kysely<Tables>({
      dialect: mysqlDialect({ url: url(), connections: 1, timeoutMs: 3000 }),
    });
  });
  after(() => db.destroy());
  const row = async (query: ReturnType<typeof sql<Record<string, unknown>>>) =>
    (await query.execute(db)).rows[0] ?? {};

  it('is strict', async () => {
    const { mode } = await row(sql`select @@session.sql_mode as mode`);
    assert.match(String(mode), /STRICT_ALL_TABLES/);
    const database = await openDatabase({
      ...{ mysqlUrl: url(), sqliteFile: '' },
      ...{ connections: 1, timeoutMs: 3000 },
    });
    try {
      await database.migrate();
      const [vid = 0] = await addVideos(database, 1);
      await assert.rejects(database.comments.add(comment(vid, { nick: '名'.repeat(256) })), {
        code: 'ER_DATA_TOO_LONG',
      });
      assert.deepEqual(await database.comments.published(vid, { limit: 1 }), []);
    } finally {
      await database.close();
    }
  });

  it('speaks four-byte UTF-8', async () => {
    const sets = await row(
      sql`select @@character_set_client as client, @@character_set_results as results,
            @@character_set_connection as connection`,
    );
    assert.deepEqual(sets, { client: 'utf8mb4', results: 'utf8mb4', connection: 'utf8mb4' });
  });

  it('sends values as parameters of prepared statements', async () => {
    const count = async () =>
      Number((await row(sql`show session status like 'Com_stmt_execute'`)).Value);
    const before = await count();
    const { said } = await row(sql`select ${"it's 100%"} as said`);
    assert.equal(said, "it's 100%");
    assert.equal((await count()) - before, 1);
  });
});
