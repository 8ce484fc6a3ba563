import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net';
import { albumMessages } from '@weapp-samples/contracts';
import type { CosRequest, Fault } from '@weapp-samples/devcloud';
import { type Answer, assertFailed, jpeg, photo, startAlbum, type TestAlbum } from './support';

/** Long enough for a stand-in that has to wait for a busy disk. */
const timeoutMs = 1000;
const large = photo([0xff, 0xd8, 0xff], 3_000_000);

describe('when COS fails', () => {
  let album: TestAlbum;
  let asked: CosRequest[];

  before(async () => {
    album = await startAlbum({ COS_TIMEOUT_MS: String(timeoutMs), ALBUM_LIST_CACHE_MS: '0' });
  });
  after(() => album.stop());
  afterEach(() => album.cos.faults.clear());

  /** Sets a fault and counts the requests it meets. */
  const fail = (fault: Fault) => {
    asked = [];
    const match = (request: CosRequest) => {
      asked.push(request);
      return true;
    };
    album.cos.faults.set({ match, ...fault });
  };

  const calls: Record<string, () => Promise<Answer>> = {
    list: () => album.get('/list'),
    upload: () => album.upload(jpeg),
    delete: () => album.post('/delete', { filepath: '/applet-album/a.jpg' }),
  };

  const ready = async () => (await fetch(`${album.root}/readyz`)).status;

  for (const [name, call] of Object.entries(calls)) {
    it(`${name}: 403 is answered by 502, without a second try`, async () => {
      fail({ status: 403 });
      assertFailed(await call(), 502, albumMessages.storageFailed);
      assert.equal(asked.length, 1);
    });

    it(`${name}: 500 is answered by 502, after one second try`, async () => {
      fail({ status: 500 });
      assertFailed(await call(), 502, albumMessages.storageFailed);
      assert.equal(asked.length, 2);
    });

    it(`${name}: one 503 is not noticed`, async () => {
      fail({ status: 503, times: 1 });
      const answer = await call();
      assert.equal(answer.status, 200, answer.body.error?.reason);
    });

    it(`${name}: no answer in time is answered by 503, in bounded time`, async () => {
      fail({ delayMs: 60_000 });
      const started = performance.now();
      assertFailed(await call(), 503, albumMessages.storageFailed);
      assert.ok(performance.now() - started < 5 * timeoutMs);
    });

    it(`${name}: a connection cut before the answer is answered by 503`, async () => {
      fail({ dropAnswer: true });
      assertFailed(await call(), 503, albumMessages.storageFailed);
      assert.equal(asked.length, 2);
    });

    it(`${name}: one cut connection is not noticed`, async () => {
      fail({ dropAnswer: true, times: 1 });
      assert.equal((await call()).status, 200);
    });
  }

  it('a listing that is cut in the middle is not taken for a whole one', async () => {
    for (let count = 0; count < 5; count++) await album.upload(jpeg);
    fail({ cutAfterBytes: 700, match: ({ method }) => method === 'GET' });
    assertFailed(await album.get('/list'), 503, albumMessages.storageFailed);
  });

  it('a large upload that COS refuses is answered while the rest still comes', async () => {
    fail({ status: 403 });
    assertFailed(await album.upload(large), 502, albumMessages.storageFailed);
  });

  it('a large upload that is cut is answered by 503 and leaves nothing', async () => {
    const before = await album.list();
    fail({ cutAfterBytes: 1_000_000, match: ({ method }) => method === 'PUT' });
    assertFailed(await album.upload(large), 503, albumMessages.storageFailed);
    album.cos.faults.clear();
    assert.deepEqual(await album.list(), before);
  });

  it('a large upload is tried once more when it had hardly begun', async () => {
    fail({ status: 500, times: 1 });
    const { status } = await album.upload(large);
    // What the network had already taken cannot be sent again.
    assert.ok(status === 200 || status === 502, String(status));
  });

  it('/readyz says so, and says so no more when COS is back', async () => {
    assert.equal(await ready(), 200);
    for (const fault of [
      { status: 403 },
      { status: 500 },
      { delayMs: 60_000 },
      { dropAnswer: true },
    ]) {
      fail(fault);
      assert.equal(await ready(), 503);
    }
    album.cos.faults.clear();
    assert.equal(await ready(), 200);
  });

  it('no answer and no log line tells the keys', async () => {
    fail({ status: 403 });
    const answer = await album.get('/list');
    const told = JSON.stringify(answer.body) + album.log.text();
    assert.doesNotMatch(told, /the-key-of-the-album-tests|AKIDalbum|q-signature/);
  });
});

describe('where COS should be', () => {
  const listen = (server: Server) =>
    new Promise<string>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
      });
    });

  const allAnswer = async (endpoint: string, status: number) => {
    const album = await startAlbum({ COS_ENDPOINT: endpoint, COS_TIMEOUT_MS: '300' });
    try {
      assertFailed(await album.get('/list'), status, albumMessages.storageFailed);
      assertFailed(await album.upload(jpeg), status, albumMessages.storageFailed);
      assertFailed(await album.upload(large), status, albumMessages.storageFailed);
      assert.equal((await fetch(`${album.root}/readyz`)).status, 503);
      assert.equal((await fetch(`${album.root}/healthz`)).status, 200);
    } finally {
      await album.stop();
    }
  };

  it('nothing listens: 503', async () => {
    const server = createServer();
    const endpoint = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    await allAnswer(endpoint, 503);
  });

  it('something takes connections and never says a word: 503', async () => {
    const server = createTcpServer((socket) => socket.on('error', () => undefined));
    const sockets = new Set<Socket>();
    server.on('connection', (socket) => sockets.add(socket));
    await allAnswer(await listen(server), 503);
    for (const socket of sockets) socket.destroy();
    server.close();
  });

  it('something speaks another protocol: 503', async () => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.end('220 mail.example ESMTP\r\n');
    });
    await allAnswer(await listen(server), 503);
    server.close();
  });

  it('something answers every request with a page: the listing is 502', async () => {
    const server = createServer((_req, res) => res.end('<html>Welcome</html>'));
    const album = await startAlbum({ COS_ENDPOINT: await listen(server) });
    assertFailed(await album.get('/list'), 502, albumMessages.storageFailed);
    await album.stop();
    server.closeAllConnections();
    server.close();
  });
});
