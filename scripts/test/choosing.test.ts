import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const { findSuites } = require('../lib/suites.cjs');
const root = join(__dirname, '..', '..');

interface Suite {
  readonly name: string;
  readonly dir: string;
  readonly files: readonly string[];
}

describe('the suites of the project', () => {
  const suites: Suite[] = findSuites(root);

  it('are those of the workspaces and of the other folders, the browser last', () => {
    const dirs = suites.map(({ dir }) => dir);
    assert.ok(dirs.includes('packages/testkit'));
    assert.ok(dirs.includes('scripts'));
    assert.ok(!dirs.includes('e2e') || dirs.at(-1) === 'e2e');
  });

  it('have names of their own', () => {
    const names = suites.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
  });

  it('leave out fixtures', () => {
    const files = suites.flatMap((suite) => suite.files);
    assert.deepEqual(
      files.filter((file) => file.includes('fixtures') || file.includes('node_modules')),
      [],
    );
  });
});

describe('npm test with a name that is none', () => {
  it('lists the names there are', () => {
    const script = join(root, 'scripts', 'test.cjs');
    const { status, stderr } = spawnSync(process.execPath, [script, 'no-such-suite'], {
      encoding: 'utf8',
    });
    assert.equal(status, 1);
    assert.match(stderr, /^No such tests: no-such-suite. There are: types lint .*testkit/);
  });
});
