import assert from 'node:assert/strict';
import { openDatabase } from '../src/stores/database';
import { type Sha2Server, startSha2Server } from './support/sha2-server';

describe('a login at MySQL 8', () => {
  let server: Sha2Server;
  beforeEach(async () => {
    server = await startSha2Server('video', 'pass-word');
  });
  afterEach(() => server.close());

  const ping = async (password: string) => {
    const options = { mysqlUrl: server.url(password), sqliteFile: '' };
    const database = await openDatabase({ ...options, connections: 1, timeoutMs: 3000 });
    try {
      await database.ping();
    } finally {
      await database.close();
    }
  };

  it('works by caching_sha2_password, the first time and from the cache of the server', async () => {
    await ping('pass-word');
    await ping('pass-word');
    assert.deepEqual(server.logins, ['full', 'fast']);
  });

  it('fails with a wrong password', async () => {
    await assert.rejects(ping('wrong'), { name: 'StoreUnavailableError' });
    assert.deepEqual(server.logins, ['denied']);
  });
});
