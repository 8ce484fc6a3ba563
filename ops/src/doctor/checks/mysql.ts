/** MySQL or MariaDB: reachable, new enough, four-byte characters, and the rights the tables need. */
import { randomBytes } from 'node:crypto';
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import {
  type Check,
  codeOf,
  type Finding,
  good,
  isOlder,
  placeOf,
  skipped,
  whyUnreachable,
  wrong,
} from '../finding';

const what = 'MySQL';

/** What MySQL's refusals mean, and what to do. */
const meanings: Readonly<Record<string, readonly [string, string]>> = {
  ER_ACCESS_DENIED_ERROR: [
    'refuses user or password',
    'MYSQL_URL=mysql://user:password@host:3306/database, special characters %-encoded',
  ],
  ER_DBACCESS_DENIED_ERROR: [
    'does not let this user into the database',
    'GRANT ALL ON database.* TO user',
  ],
  ER_BAD_DB_ERROR: ['has no such database', 'CREATE DATABASE name CHARACTER SET utf8mb4'],
  ER_TABLEACCESS_DENIED_ERROR: [
    'does not let this user make or change tables',
    'GRANT ALL ON database.* TO user',
  ],
  ER_NO_DB_ERROR: ['is not told a database', 'MYSQL_URL has to end in /database'],
  ER_NOT_SUPPORTED_AUTH_MODE: [
    'wants a login method that is not supported',
    "ALTER USER … IDENTIFIED WITH caching_sha2_password BY '…'",
  ],
};

export function mysqlCheck(url: string | undefined): Check {
  return async () => {
    if (!url) return [skipped(what, 'MYSQL_URL is not set')];
    let connection: Connection | undefined;
    try {
      const options = { uri: url, connectTimeout: 3000, charset: 'utf8mb4_unicode_ci' };
      connection = await createConnection(options);
      return await look(connection);
    } catch (error) {
      return [explain(error, url)];
    } finally {
      connection?.destroy();
    }
  };
}

async function look(connection: Connection): Promise<Finding[]> {
  const [[row]] = await connection.query<RowDataPacket[]>(
    'select version() as version, @@character_set_database as charset',
  );
  const version = String(row?.version);
  if (isTooOld(version)) {
    return [wrong(what, `version ${version} is too old`, 'MySQL 5.7, MariaDB 10.3 or newer')];
  }
  await tryTable(connection);
  if (row?.charset === 'utf8mb4') {
    return [good(what, `version ${version}, utf8mb4, may make and change tables`)];
  }
  const said = `the database's characters are ${row?.charset}: what is made without a word about it cannot hold emoji`;
  return [wrong(what, said, 'ALTER DATABASE name CHARACTER SET utf8mb4')];
}

function isTooOld(version: string): boolean {
  return isOlder(version, /maria/i.test(version) ? [10, 3] : [5, 7]);
}

async function tryTable(connection: Connection): Promise<void> {
  const table = `doctor_${randomBytes(6).toString('hex')}`;
  await connection.query(`create table ${table} (probe varchar(8)) character set utf8mb4`);
  try {
    await connection.query(`insert into ${table} values (?)`, ['🎬']);
    await connection.query(`alter table ${table} add index probe (probe)`);
    await connection.query(`delete from ${table}`);
  } finally {
    await connection.query(`drop table ${table}`);
  }
}

function explain(error: unknown, url: string): Finding {
  const known = meanings[codeOf(error)];
  const at = placeOf(url);
  if (known) return wrong(what, `${at} ${known[0]}`, known[1]);
  const why = whyUnreachable(error) ?? (error instanceof Error ? error.message : String(error));
  const mend = 'start it there, or see MYSQL_URL and the security group';
  return wrong(what, `${at} cannot be used: ${why}`, mend);
}
