import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '@weapp-samples/testkit';

const deploy = join(__dirname, '../../../deploy');
const scriptsIn = (dir: string) =>
  readdirSync(dir)
    .filter((file) => file.endsWith('.sh'))
    .map((file) => join(dir, file));
const scripts = [...scriptsIn(deploy), ...scriptsIn(join(deploy, 'lib'))];

function run(program: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

describe('the deploy scripts', () => {
  it('are shell that bash can read', () => {
    for (const script of scripts) {
      assert.deepEqual(run('bash', '-n', script), { status: 0, said: '' }, script);
    }
  });

  const shellcheck = findProgram(['shellcheck']);
  it(`have nothing that shellcheck finds${shellcheck ? '' : ' (skipped: no shellcheck on this machine)'}`, function () {
    if (!shellcheck) return this.skip();
    assert.deepEqual(run(shellcheck, '-x', '-P', join(deploy, '..'), ...scripts), {
      status: 0,
      said: '',
    });
    return undefined;
  }).timeout(20_000);

  for (const script of ['provision.sh', 'release.sh']) {
    for (const [what, args, first] of [
      ['an option it does not know', ['--nonsense'], /^--nonsense is no option of this script/],
      ['an option without its value', ['--version'], /^--version .*needs a value/],
      ['a question', ['--help'], /^[A-Z]/],
    ] as const) {
      it(`${script} answers ${what} with how it is used, and does nothing`, () => {
        const { status, said } = run('bash', join(deploy, script), ...args);
        assert.equal(status, 2);
        assert.match(said, first);
        assert.match(said, new RegExp(`deploy/${script} --?\\w+|deploy/${script} \\[`));
      });
    }
  }
});
