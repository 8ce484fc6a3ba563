import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { isPhotoKey, newPhotoKey } from '../src/photo-key';

const instant = fc.integer({ min: 0, max: 9_999_999_999_999 });
const type = fc.constantFrom('jpg' as const, 'png' as const);
const folder = 'applet-album/';

describe('the key of a photo', () => {
  it('sorts before every key that was made earlier', () => {
    fc.assert(
      fc.property(instant, instant, type, type, (a, b, typeA, typeB) => {
        fc.pre(a < b);
        const earlier = newPhotoKey({ folder, type: typeA, now: a, randomBytes });
        const later = newPhotoKey({ folder, type: typeB, now: b, randomBytes });
        assert.ok(Buffer.compare(Buffer.from(later), Buffer.from(earlier)) < 0);
      }),
    );
  });

  it('needs no encoding in an address and ends in its type', () => {
    fc.assert(
      fc.property(instant, type, (now, ext) => {
        const key = newPhotoKey({ folder, type: ext, now, randomBytes });
        assert.match(key, /^applet-album\/\d{13}-[\w-]{20}\.(jpg|png)$/);
        assert.ok(key.endsWith(`.${ext}`) && isPhotoKey(key));
      }),
    );
  });

  it('cannot be guessed from the time: 120 random bits are in it', () => {
    const seen = new Set<string>();
    for (let count = 0; count < 10_000; count++) {
      seen.add(newPhotoKey({ folder, type: 'jpg', now: 1, randomBytes }));
    }
    assert.equal(seen.size, 10_000);
  });

  it('is not made for a time that does not fit', () => {
    for (const now of [-1, 10_000_000_000_000, Number.NaN]) {
      assert.throws(() => newPhotoKey({ folder, type: 'jpg', now, randomBytes }), RangeError);
    }
  });
});
