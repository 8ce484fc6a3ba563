import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BadPathError } from '../src/errors';
import { keyOfPath, photoAddress } from '../src/photo-path';

const domain = 'https://photos.example';
// A lone half of a surrogate pair is no text that a URL can carry.
const name = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 60 })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left out
  .map((text) => `${text.replace(/[\u0000-\u001f\u007f/\\]/g, '_')}.jpg`);

describe('the path of a photo', () => {
  it('leads back to its key: as it is in the address, encoded once more, or with the domain', () => {
    fc.assert(
      fc.property(name, (text) => {
        const key = `applet-album/${text}`;
        const address = photoAddress(domain, key);
        const path = address.slice(domain.length);
        fc.pre(!/%(25)*(2e|2f|5c|[01][0-9a-f]|7f)/i.test(path));
        assert.equal(keyOfPath(path, domain), key);
        assert.equal(keyOfPath(encodeURIComponent(path), domain), key);
        assert.equal(keyOfPath(address, domain), key);
        assert.equal(keyOfPath(encodeURIComponent(address), domain), key);
      }),
    );
  });

  it('never leads to a key with a dot segment, however it is written', () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '/',
      '%2e',
      '%2E',
      '%2f',
      '%25',
      '2e',
      '\\',
      '%5c',
      'a',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        let key: string;
        try {
          key = keyOfPath(`/applet-album/${pieces.join('')}`, domain);
        } catch (error) {
          assert.ok(error instanceof BadPathError);
          return;
        }
        let text = key;
        for (let round = 0; round < 6; round++) {
          assert.doesNotMatch(text, /(^|[\\/])\.{1,2}([\\/]|$)/);
          text = text.replace(/%[0-7][0-9a-f]/gi, (code) => decodeURIComponent(code));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('is refused or understood, but never breaks anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        try {
          const key = keyOfPath(text, domain);
          assert.ok(!key.startsWith('/') && key.length > 0);
        } catch (error) {
          assert.ok(error instanceof BadPathError, String(error));
        }
      }),
      { numRuns: 2000 },
    );
  });
});
