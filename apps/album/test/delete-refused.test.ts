import assert from 'node:assert/strict';
import { albumMessages } from '@weapp-samples/contracts';
import { assertFailed, jpeg, useAlbum } from './support';

const elsewhere = [
  '/',
  'applet-album/a.jpg',
  '/a.jpg',
  '/other/a.jpg',
  '/applet-album',
  '/applet-album/',
  '/applet-albums/a.jpg',
  '/APPLET-ALBUM/a.jpg',
  '//applet-album/a.jpg',
  '//evil.example/applet-album/a.jpg',
  'https://evil.example/applet-album/a.jpg',
  'https%3A%2F%2Fevil.example%2Fapplet-album%2Fa.jpg',
  '/applet-album/../other/a.jpg',
  '/applet-album/..',
  '/applet-album/./a.jpg',
  '/applet-album/%2e%2e/other/a.jpg',
  '/applet-album/%2E%2E%2Fother%2Fa.jpg',
  '/applet-album/%252e%252e%252fother%252fa.jpg',
  '/applet-album/%25252e%25252e/a.jpg',
  '%2Fapplet-album%2F..%2Fa.jpg',
  '%2Fapplet-album%2F%252e%252e%2Fa.jpg',
  '/applet-album/..\\other\\a.jpg',
  '/applet-album/..%5cother',
  '/applet-album\\a.jpg',
  '/applet-album/a.jpg\u0000',
  '/applet-album/%00.jpg',
  '/applet-album/a\nb.jpg',
  '/applet-album/%',
  '/applet-album/%ff.jpg',
  `/applet-album/${'x'.repeat(900)}.jpg`,
];

describe('delete', () => {
  const album = useAlbum();

  for (const filepath of elsewhere) {
    it(`refuses ${JSON.stringify(filepath).slice(0, 60)}`, async () => {
      const answer = await album().post('/delete', { filepath });
      assertFailed(answer, 400, albumMessages.badParameter);
    });
  }

  it('refuses what lies deeper than the shared folder: it is somebody else’s', async () => {
    const answer = await album().post('/delete', { filepath: '/applet-album/someone/a.jpg' });
    assert.equal(answer.status, 403);
    assert.equal(answer.body.code, -1);
  });

  for (const filepath of ['', 1, null, undefined, ['/applet-album/a.jpg'], { a: 1 }]) {
    it(`refuses ${JSON.stringify(filepath)} and names the field`, async () => {
      const answer = await album().post('/delete', { filepath });
      assertFailed(answer, 400, albumMessages.badParameter);
      assert.equal(answer.body.error?.field, 'filepath');
    });
  }

  it('refuses a body that is no JSON, or no object', async () => {
    for (const body of ['{', '[]', '"x"', 'null']) {
      const answer = await album().post('/delete', {}, { body });
      assertFailed(answer, 400, albumMessages.badParameter);
    }
  });

  it('asks COS for nothing that it refuses', async () => {
    let asked = 0;
    album().cos.faults.set({
      match: () => {
        asked += 1;
        return false;
      },
    });
    for (const filepath of elsewhere) await album().post('/delete', { filepath });
    album().cos.faults.clear();
    assert.equal(asked, 0);
  });

  it('takes an address on the album’s own domain', async () => {
    const { body } = await album().upload(jpeg);
    const answer = await album().post('/delete', { filepath: body.data.imgUrl });
    assert.equal(answer.body.code, 0);
    assert.deepEqual(await album().list(), []);
  });
});
