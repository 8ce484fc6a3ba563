import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jpeg, png, useAlbum } from './support';

const boundary = 'xHOSTILEx';
const pieces = [
  `--${boundary}\r\n`,
  `--${boundary}--\r\n`,
  'Content-Disposition: form-data; name="image"; filename="a.jpg"\r\n',
  'Content-Disposition: form-data; name="image"; filename*=utf-8\'\'%ff.jpg\r\n',
  'Content-Disposition: form-data; name="text"\r\n',
  'Content-Disposition: form-data; name="__proto__"; filename="constructor"\r\n',
  'Content-Type: image/jpeg\r\n',
  'Content-Type: text/html; charset=nonsense\r\n',
  'Content-Transfer-Encoding: base64\r\n',
  `X-Long: ${'x'.repeat(20_000)}\r\n`,
  '\r\n',
  '\r\n\r\n',
  '\n',
  '--',
  '\u0000',
  jpeg.toString('latin1'),
  png.toString('latin1'),
];

describe('a hostile form', () => {
  const album = useAlbum();

  const send = async (body: string) => {
    const { status } = await album().upload(new FormData(), {
      body: new Uint8Array(Buffer.from(body, 'latin1')),
      headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
    });
    assert.ok([200, 400, 413, 415].includes(status), `${status}`);
    return status;
  };

  const whole = [0, 2, 6, 10, 15, 10, 1].map((index) => pieces[index]).join('');

  it('made of the right pieces in any order is refused or understood', async () => {
    const body = fc.array(fc.constantFrom(...pieces), { maxLength: 15 });
    await fc.assert(
      fc.asyncProperty(body, async (parts) => {
        await send(parts.join(''));
      }),
      { numRuns: 300 },
    );
  });

  it('cut anywhere is refused', async () => {
    for (let end = 0; end < whole.length - 4; end += 37) {
      assert.equal(await send(whole.slice(0, end)), 400, `${end}`);
    }
    assert.equal(await send(whole), 200);
  });

  it('with any byte changed is refused or understood', async () => {
    const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(change, async ([at, byte]) => {
        await send(whole.slice(0, at) + String.fromCharCode(byte) + whole.slice(at + 1));
      }),
      { numRuns: 200 },
    );
  });

  it('leaves the album as well as it was', async () => {
    assert.equal((await fetch(`${album().root}/readyz`)).status, 200);
    assert.ok((await album().list()).length > 0);
  });
});
