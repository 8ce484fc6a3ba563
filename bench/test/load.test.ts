import assert from 'node:assert/strict';
import { join } from 'node:path';
import { load } from '../lib/load';
import { type SpawnedServer, spawnServer } from '../lib/spawn-server';

const fixture = (name: string) => join(__dirname, 'fixtures', `${name}-server.ts`);

describe('load on a server', function () {
  this.timeout(60_000);
  let server: SpawnedServer;
  before(async () => {
    server = await spawnServer(fixture('hello'));
  });
  after(() => server?.stop());

  const few = { connections: 2, amount: 20, warmUpSeconds: 0 };

  it('counts the answers', async () => {
    const result = await load({ url: server.url, ...few });
    assert.equal(result.requests, 20);
    assert.equal(result.failed, 0);
    assert.ok(result.requestsPerSecond > 0);
    assert.ok(result.latencyMs.p50 <= result.latencyMs.max);
  });

  it('sends a body with every request', async () => {
    const body = Buffer.alloc(1000, 1);
    const result = await load({ url: server.url, method: 'POST', body, ...few });
    assert.equal(result.bodyBytesSent, 20_000);
  });

  it('does not measure failures', async () => {
    const url = `${server.url}/missing`;
    await assert.rejects(load({ url, ...few }), /20 requests to .*\/missing failed/);
    assert.equal((await load({ url, allowFailures: true, ...few })).failed, 20);
  });
});

describe('a server in a process of its own', function () {
  this.timeout(60_000);

  it('tells what it used, and is gone once stopped', async () => {
    const server = await spawnServer(fixture('hello'));
    const { peakRssBytes, cpuSeconds } = await server.stop();
    assert.ok(peakRssBytes > 10e6 && peakRssBytes < 1e9, `${peakRssBytes} bytes`);
    assert.ok(cpuSeconds > 0);
    assert.throws(() => process.kill(server.pid, 0), { code: 'ESRCH' });
  });

  it('fails at once when it ends while starting', async () => {
    await assert.rejects(spawnServer(fixture('broken')), /ended \(7\) instead of telling its url/);
  });
});
