import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { useTempDir } from '@weapp-samples/testkit';
import { schemaSql } from '../src/migrations/schema-sql';
import { openDatabase } from '../src/stores/database';
import { query, useDatabase } from './support/mariadb';
import { comment, difficultTexts, video } from './support/samples';

const root = join(__dirname, '../../..');
const open = (mysqlUrl: string) =>
  openDatabase({ mysqlUrl, sqliteFile: '', connections: 3, timeoutMs: 5000 });
const columnsOf = (url: string) =>
  query(
    url,
    `select table_name, column_name, column_type, is_nullable, column_default, character_set_name,
       collation_name, extra
     from information_schema.columns where table_schema = database()
     order by table_name, ordinal_position;`,
  );
const indexesOf = (url: string) =>
  query(
    url,
    `select table_name, index_name, seq_in_index, column_name, non_unique
     from information_schema.statistics where table_schema = database() order by 1, 2, 3;`,
  );

/** `npm run migrate` as a process of its own. */
async function migrateProcess(env: Record<string, string>): Promise<string> {
  const file = join(root, 'apps/video/src/migrate-cli.ts');
  const child = spawn(process.execPath, [join(root, 'scripts/ts.cjs'), file], {
    env: { ...process.env, NODE_ENV: 'development', ...env },
  });
  let printed = '';
  child.stdout.on('data', (chunk) => {
    printed += chunk;
  });
  child.stderr.on('data', (chunk) => {
    printed += chunk;
  });
  const [code] = await once(child, 'close');
  return `${code} ${printed.trim()}`;
}

const done = /^0 migrated: 0001_tables_of_2016, .*0005_catalogue$/;

describe('migrations', () => {
  it('are what schema.sql says', async () => {
    const file = await readFile(join(root, 'apps/video/schema.sql'), 'utf8');
    assert.equal(file, await schemaSql(), 'run: npm run migrate -- --schema');
  });

  describe('on SQLite', () => {
    const dir = useTempDir('migrations');

    it('run once when two processes start at once', async function () {
      this.timeout(30_000);
      const env = { MYSQL_URL: '', DATA_DIR: dir() };
      const printed = await Promise.all([migrateProcess(env), migrateProcess(env)]);
      assert.equal(printed.filter((text) => done.test(text)).length, 1, printed.join('\n'));
      assert.ok(printed.includes('0 the tables are up to date'), printed.join('\n'));
    });
  });

  describe('on MariaDB', () => {
    const url = useDatabase();

    it('run once when two processes start at once', async function () {
      this.timeout(30_000);
      const env = { MYSQL_URL: url() };
      const printed = await Promise.all([migrateProcess(env), migrateProcess(env)]);
      assert.equal(printed.filter((text) => done.test(text)).length, 1, printed.join('\n'));
      assert.ok(printed.includes('0 the tables are up to date'), printed.join('\n'));
    });

    it('write four-byte characters whatever the database was made with', async () => {
      const columns = await columnsOf(url());
      const own = columns.filter(({ table_name }) => !String(table_name).startsWith('kysely'));
      const sets = own.map(({ character_set_name }) => character_set_name).filter(Boolean);
      assert.deepEqual([...new Set(sets)], ['utf8mb4']);
    });

    it('say what is wrong with MYSQL_URL without the password', async () => {
      const wrong = new URL(url());
      wrong.password = 'not-for-logs';
      const printed = await migrateProcess({ MYSQL_URL: wrong.href });
      assert.match(printed, /^1 .*Access denied/);
      assert.doesNotMatch(printed, /not-for-logs/);
    });
  });

  describe('on a database that imported schema.sql', () => {
    const [imported, migrated] = [useDatabase(), useDatabase()];

    it('find nothing to do and the same tables', async () => {
      await query(imported(), await schemaSql());
      const [one, other] = [await open(imported()), await open(migrated())];
      try {
        assert.deepEqual(await one.migrate(), []);
        assert.equal((await other.migrate()).length, 5);
        assert.deepEqual(await columnsOf(imported()), await columnsOf(migrated()));
        assert.deepEqual(await indexesOf(imported()), await indexesOf(migrated()));
      } finally {
        await one.close();
        await other.close();
      }
    });
  });

  describe('on a database of 2016', () => {
    const url = useDatabase();
    const tables = `
      create table video (id int unsigned not null auto_increment, video_title longtext not null,
        video_image longtext not null, video_url longtext not null, primary key (id))
        engine=InnoDB default charset=utf8;
      create table comment (id int unsigned not null auto_increment, vid int unsigned not null,
        nick varchar(255) not null, avatar varchar(255) not null, content text not null, primary key (id))
        engine=InnoDB default charset=utf8;
      insert into video (video_title, video_image, video_url) values ('预告', 'http://a/1.jpg', 'http://a/1.mp4');
      insert into comment (vid, nick, avatar, content) values (1, '小红', 'http://a/h.png', '不错');`;

    it('keep every row and take new comments with emoji', async () => {
      await query(url(), tables);
      const database = await open(url());
      try {
        await database.migrate();
        const [emoji = ''] = difficultTexts;
        await database.comments.add(comment(1, { content: emoji }));
        const rows = await database.comments.published(1, { limit: 9 });
        assert.deepEqual(
          rows.map(({ content }) => content),
          [emoji, '不错'],
        );
        assert.equal(rows[1]?.create_time, null);
        assert.equal((await database.videos.newest({ limit: 9 })).length, 1);
      } finally {
        await database.close();
      }
    });
  });

  describe('that were cut off halfway', () => {
    const url = useDatabase();

    it('go on where they were', async () => {
      const database = await open(url());
      try {
        await database.migrate();
        await query(url(), "delete from kysely_migration where name > '0001_z'; select 1");
        assert.equal((await database.migrate()).length, 4);
        await database.videos.add([video(1)]);
        assert.equal(await database.videos.count(), 1);
      } finally {
        await database.close();
      }
    });
  });
});
