import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { type Gateway, startGateway } from '@weapp-samples/devcloud/gateway';

async function serve(handler: RequestListener): Promise<Server & { url: string }> {
  const server = createServer(handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return Object.assign(server, { url: `http://127.0.0.1:${port}` });
}

describe('the gateway', () => {
  let gateway: Gateway;
  const servers: Server[] = [];
  const behind = async (prefix: string, handler: RequestListener) => {
    const server = await serve(handler);
    servers.push(server);
    gateway.addRoute({ prefix, target: server.url });
    return server;
  };
  beforeEach(async () => {
    gateway = await startGateway({ port: 0, host: '127.0.0.1' });
  });
  afterEach(async () => {
    await gateway.stop(100);
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  it('sends a path to the service of its prefix, unchanged, and no other', async () => {
    await behind('/applet/album', (req, res) => void res.end(`album ${req.method} ${req.url}`));
    const text = async (path: string) => (await fetch(gateway.url + path)).text();
    assert.equal(await text('/applet/album/list?limit=3'), 'album GET /applet/album/list?limit=3');
    assert.equal(await text('/applet/album'), 'album GET /applet/album');
    assert.equal((await fetch(`${gateway.url}/applet/albums`)).status, 404);
    assert.equal((await fetch(`${gateway.url}/healthz`)).status, 404);
  });

  it('tells the service who the client is', async () => {
    await behind('/a', (req, res) => void res.end(req.headers['x-forwarded-for']));
    assert.equal(await (await fetch(`${gateway.url}/a`)).text(), '127.0.0.1');
  });

  it('streams: the service sees the first bytes before the client has sent the last', async () => {
    let got: (chunk: Buffer) => void = () => undefined;
    const first = new Promise<Buffer>((resolve) => {
      got = resolve;
    });
    await behind('/a', (req, res) => {
      const hash = createHash('md5');
      req.on('data', (chunk: Buffer) => {
        got(chunk);
        hash.update(chunk);
      });
      req.on('end', () => res.end(hash.digest('hex')));
    });
    const client = request(`${gateway.url}/a`, { method: 'POST' });
    client.write('first');
    assert.equal(String(await first), 'first');
    client.end('last');
    const [answer] = await once(client, 'response');
    const chunks = await answer.toArray();
    const md5 = createHash('md5').update('firstlast').digest('hex');
    assert.equal(String(Buffer.concat(chunks)), md5);
  });

  it('passes a WebSocket upgrade on, both ways', async () => {
    const server = await behind('/ws', () => undefined);
    server.on('upgrade', (_req, socket) => {
      socket.write(
        'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
      );
      socket.pipe(socket);
    });
    const socket = connect(gateway.port, '127.0.0.1');
    const head =
      'Host: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: a2V5\r\n';
    socket.write(`GET /ws/socket.io HTTP/1.1\r\n${head}\r\n`);
    let seen = '';
    socket.on('data', (chunk) => {
      seen += chunk;
    });
    while (!seen.includes('\r\n\r\n')) await once(socket, 'data');
    assert.match(seen, /^HTTP\/1\.1 101/);
    socket.write('ping');
    while (!seen.endsWith('ping')) await once(socket, 'data');
    const closed = once(socket, 'close');
    await gateway.stop(1000);
    await closed;
  });

  it('answers 502 in JSON for a service that is down, and goes on', async () => {
    gateway.addRoute({ prefix: '/down', target: 'http://127.0.0.1:9' });
    for (let n = 0; n < 3; n += 1) {
      const answer = await fetch(`${gateway.url}/down/list`);
      assert.equal(answer.status, 502);
      assert.equal(((await answer.json()) as { code: number }).code, -1);
    }
    await behind('/up', (_req, res) => void res.end('up'));
    assert.equal(await (await fetch(`${gateway.url}/up`)).text(), 'up');
  });

  it('cuts the client off when the service dies in the middle of an answer', async () => {
    await behind('/a', (_req, res) => {
      res.writeHead(200, { 'Content-Length': '100' });
      res.write('half');
      setImmediate(() => res.destroy());
    });
    await assert.rejects(fetch(`${gateway.url}/a`).then((answer) => answer.text()));
  });

  it('refuses to run in production', async () => {
    const start = startGateway({ port: 0, host: '127.0.0.1', nodeEnv: 'production' });
    await assert.rejects(start, /production/);
  });
});
