import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempDir } from '@weapp-samples/testkit';

const { install } = require('../install.cjs');
const installer = join(__dirname, '..', 'install.cjs');

const lockOf = (version: string) =>
  JSON.stringify({ packages: { '': {}, 'node_modules/koa': { version } } });

/** A folder with a lock file, and an npm that notes what it is asked for. */
async function project({ ciWorks = true } = {}) {
  const dir = await tempDir('install');
  const root = dir.path;
  const calls: string[] = [];
  const said: string[] = [];
  const modules = join(root, 'node_modules');
  const writeLock = (version: string) =>
    writeFileSync(join(root, 'package-lock.json'), lockOf(version));
  const record = (version: string) => {
    mkdirSync(modules, { recursive: true });
    writeFileSync(join(modules, '.package-lock.json'), lockOf(version));
  };
  const npm = (_root: string, args: string[]) => {
    calls.push(args.join(' '));
    return args[0] !== 'ci' || ciWorks;
  };
  const run = (): boolean => install(root, { npm, log: (line: string) => said.push(line) });
  return { root, calls, said, writeLock, record, run, remove: dir.remove };
}

describe('installing the npm packages', () => {
  let here: Awaited<ReturnType<typeof project>>;
  beforeEach(async () => {
    here = await project();
    here.writeLock('3.0.0');
  });
  afterEach(() => here.remove());

  it('happens on a fresh clone, once', () => {
    assert.equal(here.run(), true);
    assert.equal(here.run(), false);
    assert.deepEqual(here.calls, ['ci']);
    assert.equal(here.said.length, 1);
  });

  it('happens again when the lock file has changed', () => {
    here.record('3.0.0');
    here.run();
    here.writeLock('3.1.0');
    assert.equal(here.run(), true);
    assert.deepEqual(here.calls, ['install']);
  });

  it('trusts packages that were installed by hand', () => {
    here.record('3.0.0');
    assert.equal(here.run(), false);
    assert.deepEqual(here.calls, []);
    assert.ok(existsSync(join(here.root, 'node_modules', '.package-lock-stamp')));
  });

  it('falls back to npm install where npm ci cannot', async () => {
    const other = await project({ ciWorks: false });
    other.writeLock('3.0.0');
    other.run();
    assert.deepEqual(other.calls, ['ci', 'install']);
    await other.remove();
  });

  it('ends with one line when it fails', () => {
    const script = `require(${JSON.stringify(installer)}).ensureInstalled(${JSON.stringify(here.root)})`;
    const noNpm = join(here.root, 'npm.js');
    writeFileSync(noNpm, 'process.exit(1)');
    const env = { ...process.env, npm_execpath: noNpm };
    const { status, stderr } = spawnSync(process.execPath, ['-e', script], {
      env,
      encoding: 'utf8',
    });
    assert.equal(status, 1);
    assert.equal(stderr, 'Cannot install: npm could not install the packages (see above)\n');
  });
});
