import assert from 'node:assert/strict';
import fc from 'fast-check';
import { tokenBucket } from '../../src/protocol/flood';

describe('the limit of messages', () => {
  it('lets twice as many as a second allows come at once, then as many as time brings', () => {
    let now = 0;
    const allow = tokenBucket(10, () => now);
    const allowed = (n: number) => Array.from({ length: n }, allow).filter(Boolean).length;
    assert.equal(allowed(100), 20);
    now = 500;
    assert.equal(allowed(100), 5);
    now = 60_000;
    assert.equal(allowed(100), 20);
  });

  it('never lets more through than its rate and its burst', () => {
    const waits = fc.array(fc.nat(2000), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(waits, fc.integer({ min: 1, max: 50 }), (pauses, perSecond) => {
        let now = 0;
        const allow = tokenBucket(perSecond, () => now);
        let passed = 0;
        for (const pause of pauses) {
          now += pause;
          if (allow()) passed += 1;
        }
        assert.ok(passed <= (now / 1000) * perSecond + 2 * perSecond + 1e-6);
      }),
    );
  });
});
