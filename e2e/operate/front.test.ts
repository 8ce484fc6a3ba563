/** What nginx does by itself: limits, failures of a service, TLS. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { freePort, useServer, useTempDir } from '@weapp-samples/testkit';
import { type Client, createClient, form, json } from './support/client';
import { type Front, startFront } from './support/front';
import { serve } from './support/upstreams';

const long = JSON.stringify({ data: 'x'.repeat(4000) });

describe('nginx in front of the services', () => {
  const dir = useTempDir('front');
  const closing: (() => void)[] = [];
  let front: Front;
  let ask: Client;
  let received = 0;
  useServer(async () => {
    const album = await serve((req, res) => {
      req.on('data', (chunk: Buffer) => {
        received += chunk.length;
      });
      res.setHeader('Content-Type', 'application/json');
      req.on('end', () => res.end(long));
    });
    const silent = await serve(() => undefined);
    const headers = await serve((req, res) => res.end(JSON.stringify(req.headers)));
    closing.push(album.close, silent.close, headers.close);
    const ports = {
      album: album.port,
      session: silent.port,
      video: headers.port,
      game: await freePort(),
    };
    const limits = ['--rate', '20', '--burst', '30', '--connections', '20', '--timeout', '1'];
    front = await startFront({ dir: dir(), ports, args: limits });
    ask = createClient(front.url, front.ca);
    return front.nginx;
  });
  after(() => {
    ask?.close();
    for (const close of closing) close();
  });

  async function assertFailure(asked: ReturnType<Client>, status: number, msg: RegExp) {
    const answer = await asked;
    assert.equal(answer.status, status, answer.text);
    assert.match(String(answer.headers['content-type']), /^application\/json; charset=utf-8/);
    assert.match(String(answer.headers['x-request-id']), /^[\w.-]+$/);
    assert.match(String(answer.headers['strict-transport-security']), /max-age=\d{8}/);
    const { code, data, msg: said } = answer.json();
    assert.deepEqual({ code, data }, { code: -1, data: {} });
    assert.match(said, msg);
    return answer;
  }

  it('takes a photo of 5 MB, and passes it on as it comes', async () => {
    const answer = await ask('/applet/album/upload', form('image', Buffer.alloc(5 << 20)));
    assert.equal(answer.status, 200);
    assert.ok(received > 5 << 20);
  });

  it('refuses more than 6 MB with the words of 2016', async () => {
    const file = form('image', Buffer.alloc(7 << 20));
    await assertFailure(ask('/applet/album/upload', file), 413, /^单个不超过5MB$/);
  });

  it('refuses a large body elsewhere', async () => {
    const body = json({ text: 'x'.repeat(3 << 20) });
    await assertFailure(ask('/applet/video/comment', body), 413, /too large/);
  });

  it('answers 502 in JSON when a service is not there', async () => {
    const answer = await assertFailure(ask('/applet/websocket/leaderboard'), 502, /not there/);
    assert.equal(answer.headers['retry-after'], '1');
  });

  it('answers 504 in JSON when a service does not answer in time', async () => {
    await assertFailure(ask('/applet/session/paints/list'), 504, /in time/);
  });

  it('answers 404 in JSON where there is nothing', async () => {
    await assertFailure(ask('/'), 404, /nothing here/);
  });

  it('tells the service the request’s id and who asks; a forged address is dropped', async () => {
    const headers = { 'X-Request-Id': 'given-1', 'X-Forwarded-For': '203.0.113.9' };
    const seen = JSON.parse((await ask('/applet/video/list', { headers })).text);
    assert.equal(seen['x-request-id'], 'given-1');
    assert.equal(seen['x-forwarded-for'], '127.0.0.1');
    assert.equal(seen['x-forwarded-proto'], 'https');
    const hostile = { 'X-Request-Id': 'two words' };
    const other = JSON.parse((await ask('/applet/video/list', { headers: hostile })).text);
    assert.match(other['x-request-id'], /^[\da-f]{32}$/);
  });

  it('compresses what is long', async () => {
    const zipped = await ask('/applet/album/list', { headers: { 'Accept-Encoding': 'gzip' } });
    assert.equal(zipped.headers['content-encoding'], 'gzip');
  });

  it('answers 429 in JSON to an address that asks too often, and serves it again later', async () => {
    const asked = await Promise.all(Array.from({ length: 60 }, () => ask('/applet/video/list')));
    const refused = asked.filter(({ status }) => status === 429);
    assert.ok(refused.length > 0 && asked.some(({ status }) => status === 200));
    assert.match(refused[0]?.json().msg ?? '', /too many/);
    assert.equal(refused[0]?.headers['retry-after'], '1');
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.equal((await ask('/applet/video/list')).status, 200);
  });

  it('limits the connections of one address', async () => {
    const sockets = await Promise.all(Array.from({ length: 25 }, () => open(front)));
    // A connection counts from its request's headers on; these ask the service that never answers.
    const answers = sockets.map(
      (socket) =>
        new Promise<string>((resolve) => {
          socket.once('data', (data) => resolve(String(data)));
          socket.write('GET /applet/session/paints/list HTTP/1.1\r\nHost: localhost\r\n\r\n');
        }),
    );
    const refused = (await Promise.all(answers)).filter((text) => / 429 /.test(text));
    for (const socket of sockets) socket.destroy();
    assert.ok(refused.length >= 5, `${refused.length} refused`);
  });

  it('speaks HTTP/2 to who can', async () => {
    const socket = await open(front, { ALPNProtocols: ['h2', 'http/1.1'] });
    assert.equal(socket.alpnProtocol, 'h2');
    socket.destroy();
  });

  for (const [version, accepted] of [
    ['TLSv1.1', false],
    ['TLSv1.2', true],
    ['TLSv1.3', true],
  ] as const) {
    it(`${accepted ? 'speaks' : 'refuses'} ${version}`, async () => {
      const ciphers = 'DEFAULT@SECLEVEL=0';
      const opening = open(front, { minVersion: version, maxVersion: version, ciphers });
      if (!accepted) return assert.rejects(opening);
      const socket = await opening;
      assert.equal(socket.getProtocol(), version);
      socket.destroy();
      return undefined;
    });
  }

  it('logs no query: it may hold a session', async () => {
    await ask('/applet/video/list?session=secret-token');
    const log = readFileSync(join(dir(), 'weapp-samples.access.log'), 'utf8');
    assert.match(log, /"path":"\/applet\/video\/list"/);
    assert.doesNotMatch(log, /secret-token/);
    for (const line of log.trim().split('\n'))
      assert.equal(typeof JSON.parse(line).status, 'number');
  });
});

/** Opens a TLS connection. */
function open({ httpsPort, ca }: Front, options: object = {}): Promise<ReturnType<typeof connect>> {
  return new Promise((resolve, reject) => {
    const at = { host: '127.0.0.1', port: httpsPort, servername: 'localhost', ca };
    const socket = connect({ ...at, ...options }, () => resolve(socket));
    socket.once('error', reject);
  });
}
