import assert from 'node:assert/strict';
import { photoTypeOf, signatureBytes } from '../src/photo-type';
import { jpeg, png } from './support';

describe('the type of an image', () => {
  it('is told by its first eight bytes', () => {
    assert.equal(signatureBytes, 8);
    assert.equal(photoTypeOf(jpeg.subarray(0, 8)), 'jpg');
    assert.equal(photoTypeOf(png.subarray(0, 8)), 'png');
  });

  it('is unknown when any byte of the signature differs', () => {
    for (const [image, bytes] of [
      [jpeg, 3],
      [png, 8],
    ] as const) {
      for (let index = 0; index < bytes; index++) {
        const other = Buffer.from(image.subarray(0, 8));
        other[index] = (other[index] ?? 0) ^ 1;
        assert.equal(photoTypeOf(other), undefined);
      }
    }
  });

  it('is unknown when there are too few bytes', () => {
    assert.equal(photoTypeOf(png.subarray(0, 7)), undefined);
    assert.equal(photoTypeOf(jpeg.subarray(0, 2)), undefined);
    assert.equal(photoTypeOf(Buffer.alloc(0)), undefined);
  });
});
