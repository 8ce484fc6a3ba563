import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(__dirname, '..', '..', '..');
const fixture = join(__dirname, 'fixtures', 'missing-server.ts');
const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');

describe('a suite whose server is missing', function () {
  this.timeout(60_000);

  it('is skipped with the reason in its title, and the next suite runs', async () => {
    const run = promisify(execFile)(process.execPath, [mocha, '--reporter', 'json', fixture], {
      cwd: root,
    });
    const { stats, pending, passes } = JSON.parse((await run).stdout);
    const skipped = 'a suite on something rare (skipped: no rare-server on this machine)';
    assert.equal(stats.failures, 0);
    assert.deepEqual(
      pending.map((test: { fullTitle: string }) => test.fullTitle),
      [`${skipped} asks it`, `${skipped} twice asks it again`],
    );
    assert.equal(passes.length, 1);
  });
});
