/** What is acknowledged stays; what is not leaves nothing. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { type ClientRequest, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authorize, Bucket, credentials, type Started, sendRaw, start } from './support';

const CHILD = ['--conditions=weapp-source', '--require=ts-node/register'];

describe('what the COS stand-in has acknowledged', () => {
  let started: Started;
  beforeEach(async () => {
    started = await start();
  });
  afterEach(() => started.stop());

  const folder = (name: string) => join(started.dataDir, Bucket, name);
  const get = (key: string) => sendRaw(started, 'GET', key);

  /** Begins an upload of `size` bytes and sends the first of them. */
  async function beginPut(key: string, size: number, first: Buffer): Promise<ClientRequest> {
    const headers = { authorization: authorize('PUT', key), 'content-length': size };
    const sending = request(`${started.url}/${key}`, { method: 'PUT', headers });
    sending.on('error', () => undefined);
    sending.write(first);
    while ((await readdir(folder('partial'))).length === 0) await new Promise(setImmediate);
    return sending;
  }

  it('is there after a restart, description and all', async () => {
    await sendRaw(started, 'PUT', 'k', 'content', {
      'content-type': 'text/x',
      'x-cos-meta-a': 'b',
    });
    const before = await get('k');
    started = await started.restart();
    const after = await get('k');
    assert.equal(after.body, 'content');
    for (const name of ['content-type', 'x-cos-meta-a', 'etag', 'last-modified'])
      assert.equal(after.headers[name], before.headers[name], name);
  });

  it('is not replaced by an upload that is not finished', async () => {
    await sendRaw(started, 'PUT', 'k', 'old');
    const sending = await beginPut('k', 1000, Buffer.alloc(500));
    assert.equal((await get('k')).body, 'old');
    sending.destroy();
    while ((await readdir(folder('partial'))).length > 0) await new Promise(setImmediate);
    assert.equal((await get('k')).body, 'old');
  });

  it('is read whole while it is replaced and deleted', async () => {
    const bodies = ['a', 'b', 'c'].map((letter) => letter.repeat(300_000));
    await sendRaw(started, 'PUT', 'k', bodies[0]);
    const write = async () => {
      for (let round = 0; round < 15; round += 1) {
        await sendRaw(started, 'PUT', 'k', bodies[round % 3]);
        if (round % 5 === 4) await sendRaw(started, 'DELETE', 'k');
      }
    };
    let writing = true;
    const written = write().finally(() => {
      writing = false;
    });
    while (writing) {
      const { status, body } = await get('k');
      if (status !== 404) assert.ok(bodies.includes(body));
    }
    await written;
  });

  it('is written by one of those who write at once, whole', async () => {
    const bodies = Array.from({ length: 16 }, (_, i) =>
      String.fromCharCode(97 + i).repeat(100_000),
    );
    await Promise.all(bodies.map((body) => sendRaw(started, 'PUT', 'same', body)));
    assert.ok(bodies.includes((await get('same')).body));
    assert.equal((await readdir(folder('objects'))).length, 1);
  });

  it('survives files that a crash or somebody else left behind', async () => {
    await sendRaw(started, 'PUT', 'k', 'content');
    await sendRaw(started, 'PUT', 'broken', 'content');
    await started.standIn.close();
    await writeFile(join(folder('partial'), 'left'), 'half');
    await writeFile(join(folder('objects'), 'foreign'), 'no object');
    const files = await readdir(folder('objects'));
    for (const name of files) {
      const path = join(folder('objects'), name);
      const text = await readFile(path, 'utf8');
      if (text.includes('"broken"')) await truncate(path, text.length - 3);
    }
    started = await started.restart();
    assert.equal((await get('k')).body, 'content');
    assert.equal((await get('broken')).status, 404);
    assert.deepEqual(await readdir(folder('partial')), []);
  });

  it('is there after it closed in the middle of other uploads, within a second', async () => {
    await sendRaw(started, 'PUT', 'done', 'content');
    const hanging = await Promise.all(
      ['x', 'y'].map((key) => beginPut(key, 1 << 20, Buffer.alloc(1000))),
    );
    const begun = performance.now();
    await started.standIn.close();
    assert.ok(performance.now() - begun < 1000);
    assert.ok(hanging.every((sending) => sending.destroyed));
    assert.deepEqual(await readdir(folder('partial')), []);
    assert.equal((await readdir(folder('objects'))).length, 1);
    started = await started.restart();
    assert.equal((await get('done')).body, 'content');
  });

  it('may be synced to the disk first', async () => {
    started = await started.restart({ durable: true });
    assert.equal((await sendRaw(started, 'PUT', 'k', 'content')).status, 200);
    assert.equal((await get('k')).body, 'content');
  });
});

describe('a COS stand-in that is killed while it takes uploads', () => {
  let dataDir: string;
  let child: ChildProcess | undefined;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'cos-killed-'));
  });
  afterEach(async () => {
    child?.kill('SIGKILL');
    await rm(dataDir, { recursive: true, force: true });
  });

  it('has everything it acknowledged, and nothing in halves', async function () {
    this.timeout(20_000);
    child = spawn(process.execPath, [...CHILD, join(__dirname, 'killed-child.ts')], {
      env: { ...process.env, COS_TEST: JSON.stringify({ dataDir, credentials }) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
    const domain = line.toString().trim();
    const acknowledged = new Set<string>();
    const standIn = { domain } as Started['standIn'];
    const upload = async (worker: number) => {
      for (let index = 0; ; index += 1) {
        const key = `${worker}/${index}`;
        const { status } = await sendRaw({ standIn }, 'PUT', key, key.repeat(20_000));
        assert.equal(status, 200);
        acknowledged.add(key);
        if (acknowledged.size === 60) child?.kill('SIGKILL');
      }
    };
    await Promise.allSettled([0, 1, 2, 3].map(upload));
    const again = await start({ dataDir });
    for (const key of acknowledged)
      assert.equal((await sendRaw(again, 'GET', key)).body, key.repeat(20_000));
    assert.deepEqual(await readdir(join(dataDir, Bucket, 'partial')), []);
    await again.stop();
  });
});
