import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { useTempDir } from '@weapp-samples/testkit';
import { type StartedProcess, startProcess } from './start-process';

/** The smallest thing that begins as a JPEG does. */
const jpeg = Buffer.concat([Buffer.from('ffd8ffe000104a46494600', 'hex'), Buffer.alloc(20_000, 7)]);

async function upload(url: string): Promise<string> {
  const form = new FormData();
  form.append('image', new Blob([jpeg]), 'photo.jpg');
  const answer = await fetch(`${url}/applet/album/upload`, { method: 'POST', body: form });
  const { code, data } = (await answer.json()) as { code: number; data: { imgUrl: string } };
  assert.equal(code, 0);
  return data.imgUrl;
}

async function list(url: string): Promise<string[]> {
  const answer = await fetch(`${url}/applet/album/list`);
  return ((await answer.json()) as { data: string[] }).data;
}

/** Begins an upload that never ends, and resolves once the service has begun to read it. */
function uploadWithoutEnd(url: string): Promise<void> {
  const headers = { 'Content-Type': 'multipart/form-data; boundary=b', Expect: '100-continue' };
  const client = request(`${url}/applet/album/upload`, { method: 'POST', headers });
  client.on('error', () => undefined);
  return new Promise((resolve) => {
    client.on('continue', () => {
      client.write('--b\r\nContent-Disposition: form-data; name="image"; filename="a.jpg"\r\n\r\n');
      client.write(jpeg, () => resolve());
    });
  });
}

describe('the state of npm start', function () {
  this.timeout(60_000);
  const dataDir = useTempDir();
  const start = (): Promise<StartedProcess> => startProcess({ DATA_DIR: dataDir() });
  let running: StartedProcess | undefined;
  afterEach(() => running?.end('SIGKILL'));

  it('survives Ctrl-C with an upload under way: every acknowledged photo is there again', async () => {
    running = await start();
    const address = new URL(await upload(running.url));
    await uploadWithoutEnd(running.url);
    // 0 says that it ended by itself; past its bound of less than 2 s it would be 1.
    assert.equal(await running.end('SIGINT'), 0);
    running = await start();
    const [again, ...others] = await list(running.url);
    assert.deepEqual(others, []);
    assert.equal(new URL(String(again)).pathname, address.pathname);
    const photo = await fetch(String(again));
    assert.deepEqual(Buffer.from(await photo.arrayBuffer()), jpeg);
  });

  it('survives kill -9 just after an answer', async () => {
    running = await start();
    const before = await list(running.url);
    await upload(running.url);
    await running.end('SIGKILL');
    running = await start();
    assert.equal((await list(running.url)).length, before.length + 1);
  });

  it('is gone after npm run reset, which waits for nobody and refuses while it runs', async () => {
    running = await start();
    const reset = () =>
      spawnSync(process.execPath, [join(__dirname, '..', '..', 'scripts', 'reset.cjs')], {
        env: { ...process.env, DATA_DIR: dataDir() },
        encoding: 'utf8',
      });
    const refused = reset();
    assert.equal(refused.status, 1);
    assert.match(refused.stderr, /is in use by process/);
    await running.end('SIGTERM');
    assert.equal(reset().status, 0);
    assert.equal(existsSync(join(dataDir(), 'cos')), false);
    running = await start();
    assert.deepEqual(await list(running.url), []);
  });
});
