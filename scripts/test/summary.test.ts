import assert from 'node:assert/strict';
import fc from 'fast-check';

const { summarize } = require('../lib/summary.cjs');

const lines = (results: unknown[]): string[] => summarize(results).split('\n');

describe('the end of a test run', () => {
  it('names what failed, with the message', () => {
    const failed = { result: 'failed', workspace: 'album', suite: 'a page', title: 'is full' };
    const text = lines([{ ...failed, message: '99 !== 100\nat list' }]);
    assert.deepEqual(text, [
      '',
      'Failed:',
      '  album › a page › is full',
      '      99 !== 100',
      '      at list',
      '',
      '0 passed, 1 failed, 0 skipped',
    ]);
  });

  it('names skipped tests, those of a whole suite in one line with its reason', () => {
    const skipped = { result: 'skipped', workspace: 'video' };
    const text = lines([
      { ...skipped, suite: 'comments (skipped: no mariadbd)', title: 'are stored' },
      { ...skipped, suite: 'comments (skipped: no mariadbd)', title: 'are listed' },
      { ...skipped, suite: 'a trailer', title: 'plays' },
    ]);
    assert.deepEqual(text, [
      '',
      'Skipped:',
      '  video › comments (skipped: no mariadbd): 2 tests',
      '  video › a trailer › plays',
      '',
      '0 passed, 0 failed, 3 skipped',
    ]);
  });

  it('names a check by its own name', () => {
    const text = lines([{ result: 'failed', workspace: 'types', suite: '', title: '' }]);
    assert.equal(text[2], '  types');
  });

  it('closes with the totals of whatever came', () => {
    const kind = fc.constantFrom('passed', 'failed', 'skipped');
    const result = fc.record({
      result: kind,
      workspace: fc.string(),
      suite: fc.string(),
      title: fc.string(),
    });
    fc.assert(
      fc.property(fc.array(result), (results) => {
        const of = (name: string) => results.filter((one) => one.result === name).length;
        const totals = `${of('passed')} passed, ${of('failed')} failed, ${of('skipped')} skipped`;
        assert.equal(lines(results).at(-1), totals);
      }),
    );
  });
});
