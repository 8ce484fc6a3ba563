// The waits between attempts.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { backoff } from '../src/backoff';
import { settingsOf } from '../src/options';
import { fakeClock } from './support/fake-clock';
import { fakeWx } from './support/fake-wx';

const settings = (random: number, options: object = {}) =>
  settingsOf({ platform: fakeWx().platform, clock: fakeClock(random), ...options });

describe('the wait before an attempt', () => {
  it('doubles up to the longest, without chance', () => {
    const plain = settings(0, { randomizationFactor: 0 });
    const waits = [0, 1, 2, 3, 4, 50].map((attempt) => backoff(plain, attempt));
    assert.deepEqual(waits, [1000, 2000, 4000, 5000, 5000, 5000]);
  });

  it('is spread around that by the factor, and never longer than the longest', () => {
    const factor = fc.double({ min: 0, max: 1, noNaN: true });
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(factor, chance, fc.nat(2000), (randomizationFactor, random, attempt) => {
        const wait = backoff(settings(random, { randomizationFactor }), attempt);
        assert.ok(wait >= 0 && wait <= 5000 + 1e-6, `${wait}`);
      }),
    );
  });

  it('differs between clients even when it is as long as it gets', () => {
    const waits = new Set([0, 0.25, 0.5, 0.75].map((random) => backoff(settings(random), 30)));
    assert.equal(waits.size, 4);
  });
});
