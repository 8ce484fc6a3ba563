import assert from 'node:assert/strict';
import { baseAddress } from '../src/base-address';
import { onSqlite } from './support/backends';
import { startService } from './support/service';

onSqlite('addresses stored without a host', ({ database, another }) => {
  const add = (video_url: string, video_image: string) =>
    database().videos.add([{ video_title: 'x', video_url, video_image }]);
  const first = async (vodBaseUrl: string) => {
    const service = await startService(await another(), { env: { VOD_BASE_URL: vodBaseUrl } });
    try {
      const { body } = await service.get('/list');
      const { video_url, video_image } = body.data.list[0];
      return { video_url, video_image, host: new URL(service.url).host };
    } finally {
      await service.stop();
    }
  };

  it('are completed with a configured address', async () => {
    await add('a.mp4', '/posters/a.jpg');
    const { video_url, video_image } = await first('https://vod.example.com/t/');
    assert.equal(video_url, 'https://vod.example.com/t/a.mp4');
    assert.equal(video_image, 'https://vod.example.com/t/posters/a.jpg');
  });

  it('are completed with a path on the host the client asked', async () => {
    await add('a.mp4', 'http://elsewhere.example.com/a.jpg');
    const { video_url, video_image, host } = await first('/devcloud/vod');
    assert.equal(video_url, `http://${host}/devcloud/vod/a.mp4`);
    assert.equal(video_image, 'http://elsewhere.example.com/a.jpg');
  });

  it('take no host from a client that is none', () => {
    const base = baseAddress('/vod');
    const of = (host: string | undefined) => base({ headers: { host } });
    assert.equal(of('192.168.1.5:8080'), 'http://192.168.1.5:8080/vod');
    assert.equal(of('[::1]:8080'), 'http://[::1]:8080/vod');
    for (const host of [undefined, '', 'a b', 'evil.com/x?', 'a"onload=', 'x@y']) {
      assert.equal(of(host), 'http://localhost/vod');
    }
    assert.equal(baseAddress(undefined)({ headers: {} }), undefined);
  });
});
