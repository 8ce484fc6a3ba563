/** The tables, step by step. A step that has been released is never changed; a new one is added. */
import { type Kysely, type Migration, sql } from 'kysely';
import type { DatabaseKind } from '../stores/database';

type Step = (db: Kysely<unknown>) => Promise<void>;

/**
 * Steps by name, in the order of their names. MySQL commits every change of a table at once, so each
 * step can be run again after it was cut off halfway.
 */
export function migrationsFor(kind: DatabaseKind): Record<string, Migration> {
  const steps = kind === 'mysql' ? mysqlSteps : liteSteps;
  return Object.fromEntries(Object.entries(steps).map(([name, up]) => [name, { up }]));
}

const utf8mb4 = sql`character set utf8mb4 collate utf8mb4_unicode_ci`;

/** A database that was made by the SQL file of 2016 has these already. */
const mysqlTables: Step = async (db) => {
  await db.schema
    .createTable('video')
    .ifNotExists()
    .addColumn('id', sql`int unsigned`, (column) => column.autoIncrement().primaryKey())
    .addColumn('video_title', sql`longtext`, (column) => column.notNull())
    .addColumn('video_image', sql`longtext`, (column) => column.notNull())
    .addColumn('video_url', sql`longtext`, (column) => column.notNull())
    .modifyEnd(sql`engine = InnoDB ${utf8mb4}`)
    .execute();
  await db.schema
    .createTable('comment')
    .ifNotExists()
    .addColumn('id', sql`int unsigned`, (column) => column.autoIncrement().primaryKey())
    .addColumn('vid', sql`int unsigned`, (column) => column.notNull())
    .addColumn('nick', sql`varchar(255)`, (column) => column.notNull())
    .addColumn('avatar', sql`varchar(255)`, (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .modifyEnd(sql`engine = InnoDB ${utf8mb4}`)
    .execute();
};

/** The three bytes of MySQL's own utf8 cannot hold an emoji: what 2016 left is converted. */
const mysqlCharacters: Step = async (db) => {
  await sql`alter table video convert to ${utf8mb4}`.execute(db);
  await sql`alter table comment convert to ${utf8mb4}`.execute(db);
};

const mysqlRevisions: Step = async (db) => {
  if (await hasColumn(db, 'video', 'comment_revision')) return;
  await db.schema
    .alterTable('video')
    .addColumn('comment_revision', sql`bigint unsigned`, (column) => column.notNull().defaultTo(0))
    .execute();
};

/** In one statement. One index for each way the comments are read: as a video's list, and by their checkers. */
const mysqlStates: Step = async (db) => {
  if (await hasColumn(db, 'comment', 'state')) return;
  const changes = [
    sql`modify column avatar varchar(1024) not null`,
    sql`add column create_time bigint unsigned`,
    sql`add column openid varchar(64)`,
    sql`add column state varchar(12) not null default 'published'`,
    sql`add column check_at bigint unsigned not null default 0`,
    sql`add column checks int unsigned not null default 0`,
    sql`add index comment_of_video (vid, state, id)`,
    sql`add index comment_to_check (state, check_at, id)`,
  ];
  await sql`alter table comment ${sql.join(changes)}`.execute(db);
};

const mysqlCatalogue: Step = async (db) => {
  await db.schema
    .createTable('catalogue')
    .ifNotExists()
    .addColumn('id', sql`tinyint unsigned`, (column) => column.primaryKey())
    .addColumn('revision', sql`bigint unsigned`, (column) => column.notNull())
    .modifyEnd(sql`engine = InnoDB ${utf8mb4}`)
    .execute();
  await sql`insert ignore into catalogue (id, revision) values (1, 0)`.execute(db);
};

async function hasColumn(db: Kysely<unknown>, table: string, column: string): Promise<boolean> {
  const { rows } = await sql`
    select column_name from information_schema.columns
    where table_schema = database() and table_name = ${table} and column_name = ${column}
  `.execute(db);
  return rows.length > 0;
}

const liteTables: Step = async (db) => {
  await db.schema
    .createTable('video')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('video_title', 'text', (column) => column.notNull())
    .addColumn('video_image', 'text', (column) => column.notNull())
    .addColumn('video_url', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('comment')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('vid', 'integer', (column) => column.notNull())
    .addColumn('nick', 'text', (column) => column.notNull())
    .addColumn('avatar', 'text', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .execute();
};

const liteRevisions: Step = async (db) => {
  await sql`alter table video add column comment_revision integer not null default 0`.execute(db);
};

/** SQLite adds one column at a time. */
const liteStates: Step = async (db) => {
  const additions = [
    sql`create_time integer`,
    sql`openid text`,
    sql`state text not null default 'published'`,
    sql`check_at integer not null default 0`,
    sql`checks integer not null default 0`,
  ];
  for (const addition of additions) {
    await sql`alter table comment add column ${addition}`.execute(db);
  }
  await sql`create index comment_of_video on comment (vid, state, id)`.execute(db);
  await sql`create index comment_to_check on comment (state, check_at, id)`.execute(db);
};

const liteCatalogue: Step = async (db) => {
  await sql`create table catalogue (id integer primary key, revision integer not null)`.execute(db);
  await sql`insert into catalogue (id, revision) values (1, 0)`.execute(db);
};

const mysqlSteps = {
  '0001_tables_of_2016': mysqlTables,
  '0002_four_byte_characters': mysqlCharacters,
  '0003_comment_revisions': mysqlRevisions,
  '0004_authors_and_states': mysqlStates,
  '0005_catalogue': mysqlCatalogue,
};

/** SQLite's text is Unicode as it is, so there is nothing to convert. */
const liteSteps = {
  '0001_tables_of_2016': liteTables,
  '0003_comment_revisions': liteRevisions,
  '0004_authors_and_states': liteStates,
  '0005_catalogue': liteCatalogue,
};
