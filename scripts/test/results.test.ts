import assert from 'node:assert/strict';
import { join } from 'node:path';

interface Result {
  readonly result: string;
  readonly suite: string;
  readonly title: string;
  readonly message?: string;
}

const { runSuite } = require('../lib/mocha-run.cjs');
const root = join(__dirname, '..', '..');

function run(fixture: string, options = {}): Promise<Result[]> {
  const suite = { name: 'sample', files: [`scripts/test/fixtures/${fixture}.ts`] };
  return runSuite(root, suite, { limitMs: 60_000, onOutput: () => undefined, ...options });
}

const wholeRun = { result: 'failed', suite: 'sample', title: 'the test run' };

describe('a suite’s results', function () {
  this.timeout(90_000);

  it('tell passed, failed and skipped tests with their places', async () => {
    const results = await run('mixed');
    assert.deepEqual(
      results.map(({ result, suite, title }) => `${result}: ${suite} › ${title}`),
      [
        'passed: a room › opens',
        'failed: a room › closes',
        'skipped: a room › burns',
        'skipped: a cellar (skipped: no key) › opens',
        'skipped: a cellar (skipped: no key) › closes',
      ],
    );
    assert.match(results[1]?.message ?? '', /Expected values to be strictly equal/);
  });

  it('have a failure when the process ends early, even with code 0', async () => {
    const results = await run('crashing');
    assert.deepEqual(results, [
      { result: 'passed', suite: 'a bridge', title: 'holds' },
      { ...wholeRun, message: 'ended early (0)' },
    ]);
  });

  it('have a failure when the time is up', async () => {
    const message = 'was not done after 3 s';
    assert.deepEqual(await run('hanging', { limitMs: 3000 }), [{ ...wholeRun, message }]);
  });

  it('have a failure when something is left open', async () => {
    const results = await run('leaking', { lingerMs: 500 });
    assert.deepEqual(results, [
      { result: 'passed', suite: 'a tap', title: 'runs' },
      { ...wholeRun, message: 'did not end after its last test: it left something open' },
    ]);
  });

  it('have a failure when there was no test', async () => {
    assert.deepEqual(await run('empty'), [{ ...wholeRun, message: 'ran no test' }]);
  });

  it('have a failure when a file cannot be loaded', async () => {
    const [only, ...others] = await run('broken');
    assert.equal(only?.title, 'the test run');
    assert.equal(only?.result, 'failed');
    assert.deepEqual(others, []);
  });
});
