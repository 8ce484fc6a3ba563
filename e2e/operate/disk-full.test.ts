/** A disk without room, under the photos and under the logs. The disk is a small tmpfs that only one process sees. */
import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  findProgram,
  freePort,
  guardProcess,
  MissingServer,
  useTempDir,
  useValue,
  waitFor,
} from '@weapp-samples/testkit';
import { build, root } from './support/build';
import { type Envelope, form, jpeg } from './support/client';

const keys = { id: 'disk-id', key: 'disk-key', bucket: 'disk-1250000000' };

/** A command that has its own tmpfs at `dir`; it is gone with the process. */
function onSmallDisk(dir: string, size: string, command: readonly string[]): [string, string[]] {
  const script = `mount -t tmpfs -o size=${size} tmpfs "$0" && exec "$@"`;
  return ['unshare', ['-m', 'sh', '-c', script, dir, ...command]];
}

function needsMounts(): void {
  const can = findProgram(['unshare']) && spawnSync('unshare', ['-m', 'true']).status === 0;
  if (!can) throw new MissingServer('this user may not mount a small disk');
}

/** What the process sees at a path. */
const inside = (child: ChildProcess, path: string) => `/proc/${child.pid}/root${path}`;

async function firstLine(child: ChildProcess): Promise<string> {
  const [line] = await once(child.stdout as NonNullable<ChildProcess['stdout']>, 'data');
  return String(line).trim();
}

function fill(file: string): void {
  const block = Buffer.alloc(64 * 1024, 1);
  try {
    for (;;) writeFileSync(file, block, { flag: 'a' });
  } catch (error) {
    assert.equal((error as NodeJS.ErrnoException).code, 'ENOSPC');
  }
}

describe('a full disk', () => {
  const dir = useTempDir('disk-full');
  const children: ChildProcess[] = [];
  useValue(() => {
    needsMounts();
    return build();
  });
  after(() => {
    for (const child of children) child.kill('SIGKILL');
  });

  async function start(command: [string, string[]], env: Record<string, string> = {}) {
    const [program, args] = command;
    const { PATH = '', HOME = '' } = process.env;
    const stdio: ['ignore', 'pipe', 'inherit'] = ['ignore', 'pipe', 'inherit'];
    const child = spawn(program, args, { env: { PATH, HOME, ...env }, cwd: root, stdio });
    guardProcess(child.pid ?? 0);
    children.push(child);
    return child;
  }

  async function startCos(): Promise<{ child: ChildProcess; url: string; disk: string }> {
    const disk = join(dir(), 'photos');
    mkdirSync(disk, { recursive: true });
    const script = ['scripts/ts.cjs', 'e2e/operate/support/cos-child.ts'];
    const args = [...script, disk, keys.id, keys.key, keys.bucket];
    const node = [process.execPath, '--conditions=weapp-source', ...args];
    const child = await start(onSmallDisk(disk, '2m', node));
    return { child, url: await firstLine(child), disk };
  }

  async function startAlbum(cosUrl: string, command: (node: string[]) => [string, string[]]) {
    const port = await freePort();
    const child = await start(command([process.execPath, 'apps/album/dist/main.js']), {
      NODE_ENV: 'production',
      ALBUM_ACCESS: 'public',
      ALBUM_PORT: String(port),
      COS_SECRET_ID: keys.id,
      COS_SECRET_KEY: keys.key,
      COS_BUCKET: keys.bucket,
      COS_REGION: 'ap-guangzhou',
      COS_ENDPOINT: cosUrl,
    });
    const url = `http://127.0.0.1:${port}`;
    const healthy = () => fetch(`${url}/healthz`).then(({ ok }) => ok);
    await waitFor(healthy, { timeoutMs: 20_000 });
    return { child, url: `${url}/applet/album` };
  }

  async function upload(url: string): Promise<{ status: number; imgUrl?: string }> {
    const { method = 'POST', headers = {}, body } = form('image', jpeg(300_000));
    const answer = await fetch(`${url}/upload`, { method, headers, body: body as never });
    const { code, data } = (await answer.json()) as Envelope;
    assert.equal(code === 0, answer.status === 200);
    return { status: answer.status, imgUrl: data.imgUrl };
  }

  it('under the photos refuses uploads, keeps what it has, and takes more once there is room', async function () {
    this.timeout(60_000);
    const cos = await startCos();
    const { url } = await startAlbum(cos.url, ([program = '', ...args]) => [program, args]);
    const kept: (string | undefined)[] = [];
    let refused = 0;
    for (let count = 0; count < 12; count += 1) {
      const { status, imgUrl } = await upload(url);
      if (status === 200) kept.unshift(imgUrl);
      else {
        assert.ok([502, 503].includes(status), String(status));
        refused += 1;
      }
    }
    assert.ok(kept.length > 0 && refused > 0, `${kept.length} kept, ${refused} refused`);
    const listed = async () => ((await (await fetch(`${url}/list`)).json()) as Envelope).data;
    assert.deepEqual([...(await listed())].sort(), [...kept].sort());
    for (const image of kept) assert.equal((await fetch(String(image))).status, 200);
    const filepath = new URL(String(kept.shift())).pathname;
    const headers = { 'Content-Type': 'application/json' };
    const body = JSON.stringify({ filepath });
    const removed = await fetch(`${url}/delete`, { method: 'POST', headers, body });
    assert.equal(removed.status, 200);
    assert.equal((await upload(url)).status, 200);
  });

  it('under the logs does not stop a service, which logs again after pm2 reloadLogs', async function () {
    this.timeout(90_000);
    const cos = await startCos();
    const home = join(dir(), 'pm2');
    const logs = join(home, 'logs');
    mkdirSync(logs, { recursive: true });
    const pm2 = require.resolve('pm2/bin/pm2');
    const port = await freePort();
    const file = join(dir(), 'process.json');
    const { apps } = JSON.parse(readFileSync(join(root, 'process.json'), 'utf8'));
    const [album] = apps;
    const env = {
      NODE_ENV: 'production',
      ALBUM_ACCESS: 'public',
      ALBUM_PORT: String(port),
      RATE_LIMIT: '0',
      COS_SECRET_ID: keys.id,
      COS_SECRET_KEY: keys.key,
      COS_BUCKET: keys.bucket,
      COS_REGION: 'ap-guangzhou',
      COS_ENDPOINT: cos.url,
    };
    writeFileSync(file, JSON.stringify({ apps: [{ ...album, cwd: root, env }] }));
    const command = [process.execPath, pm2, 'start', file, '--no-daemon'];
    const daemon = await start(onSmallDisk(logs, '1m', command), { PM2_HOME: home });
    daemon.stdout?.resume();
    const url = `http://127.0.0.1:${port}`;
    await waitFor(() => fetch(`${url}/healthz`).then(({ ok }) => ok), { timeoutMs: 40_000 });
    const log = inside(daemon, join(logs, 'album-out.log'));
    const junk = inside(daemon, join(logs, 'junk'));
    const ask = async (id: string) => {
      const answer = await fetch(`${url}/applet/album/list`, { headers: { 'X-Request-Id': id } });
      assert.equal(answer.status, 200);
    };
    await ask('before');
    await waitFor(() => readFileSync(log, 'utf8').includes('before'));
    fill(junk);
    for (let count = 0; count < 300; count += 1) await ask(`full-${count}`);
    rmSync(junk);
    const { PATH = '', HOME = '' } = process.env;
    const options = { env: { PATH, HOME, PM2_HOME: home }, timeout: 30_000 };
    await promisify(execFile)(process.execPath, [pm2, 'reloadLogs'], options);
    await waitFor(async () => {
      await ask('after');
      return readFileSync(log, 'utf8').includes('"after"');
    });
    daemon.kill('SIGINT');
    await once(daemon, 'exit');
  });
});
