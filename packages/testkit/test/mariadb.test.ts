import assert from 'node:assert/strict';
import { type Connection, createConnection } from 'mysql2/promise';
import { useMariaDb } from '../src';

describe('a MariaDB for tests', function () {
  this.timeout(30_000);
  const mariadb = useMariaDb({ database: 'cinema' });
  const open: Connection[] = [];
  const connect = async () => {
    const connection = await createConnection(mariadb().url);
    open.push(connection);
    return connection;
  };
  afterEach(() => {
    for (const connection of open.splice(0)) connection.destroy();
  });

  it('speaks utf8mb4 in the database that its address names', async () => {
    const sql = await connect();
    const [rows] = await sql.query(
      'SELECT DATABASE() AS name, @@character_set_database AS charset',
    );
    assert.deepEqual(rows, [{ name: 'cinema', charset: 'utf8mb4' }]);
  });

  it('keeps what it committed when it is killed', async () => {
    const before = await connect();
    await before.query('CREATE TABLE film (title VARCHAR(50) NOT NULL)');
    await before.query("INSERT INTO film VALUES ('霸王别姬 🎬')");
    before.on('error', () => undefined);
    await mariadb().kill();
    await mariadb().restart();
    const after = await connect();
    const [rows] = await after.query('SELECT title FROM film');
    assert.deepEqual(rows, [{ title: '霸王别姬 🎬' }]);
  });
});
