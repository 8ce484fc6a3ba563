import assert from 'node:assert/strict';
import { useRedis } from '@weapp-samples/testkit';
import { connectRedis } from '../src/redis';
import { onSqlite } from './support/backends';
import { addVideos } from './support/samples';
import { startService, type TestService, type TestServiceOptions } from './support/service';

const user = (openId: string) => ({ openId, id: openId, nickName: '名', avatarUrl: '' });

onSqlite('the limit on commenting', ({ database, another }) => {
  let vid: number;
  let started: TestService[];
  const start = async (options: TestServiceOptions) => {
    const service = await startService(await another(), options);
    started.push(service);
    return service;
  };
  beforeEach(async () => {
    started = [];
    [vid = 0] = await addVideos(database(), 1);
  });
  afterEach(async () => {
    for (const service of started) await service.stop();
  });
  const perUser = { COMMENT_LIMIT_USER: '3' };
  const body = () => ({ vid, content: '好看' });

  it('counts for each user', async () => {
    const service = await start({ env: perUser });
    for (let index = 0; index < 3; index++) {
      assert.equal((await service.comment(body(), user('a'))).status, 200);
    }
    const { status, headers, body: answer } = await service.comment(body(), user('a'));
    assert.equal(status, 429);
    assert.equal(answer.code, -1);
    assert.equal(answer.msg, '评论太频繁，请稍候再试');
    const wait = Number(headers.get('Retry-After'));
    assert.ok(wait >= 1 && wait <= 60, `${wait}`);
    assert.equal((await service.comment(body(), user('b'))).status, 200);
  });

  it('counts for each address, with a session or without', async () => {
    const service = await start({ env: { COMMENT_LIMIT_ADDRESS: '3' } });
    const from = (address: string) => ({ 'X-Forwarded-For': address });
    await service.comment(body(), user('a'), from('203.0.113.1'));
    await service.comment(body(), user('b'), from('203.0.113.1'));
    await service.comment(body(), undefined, from('203.0.113.1'));
    const refused = await service.comment(body(), user('c'), from('203.0.113.1'));
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.headers.get('Retry-After')) >= 1);
    assert.equal((await service.comment(body(), user('a'), from('203.0.113.2'))).status, 200);
  });

  it('does not count what was refused for its form, and never a list', async () => {
    const service = await start({ env: perUser });
    for (let index = 0; index < 10; index++) {
      await service.comment({ vid, content: '' }, user('a'));
      await service.get(`/commentList?vid=${vid}`);
    }
    assert.equal((await service.comment(body(), user('a'))).status, 200);
  });

  it('is lifted by 0', async () => {
    const service = await start({ env: { COMMENT_LIMIT_USER: '0', COMMENT_LIMIT_ADDRESS: '0' } });
    for (let index = 0; index < 20; index++) {
      assert.equal((await service.comment(body(), user('a'))).status, 200);
    }
  });

  describe('shared by several processes', () => {
    const server = useRedis();
    const withRedis = () =>
      start({ env: perUser, redis: connectRedis(server().url, () => undefined) });

    it('counts once for all of them, and still counts while Redis is away', async () => {
      const [one, other] = [await withRedis(), await withRedis()];
      const ready = async ({ url }: TestService) => (await fetch(new URL('/readyz', url))).status;
      assert.deepEqual([await ready(one), await ready(other)], [200, 200]);
      await one.comment(body(), user('r'));
      await other.comment(body(), user('r'));
      await one.comment(body(), user('r'));
      assert.equal((await other.comment(body(), user('r'))).status, 429);
      await server().kill();
      for (let index = 0; index < 3; index++) {
        assert.equal((await one.comment(body(), user('s'))).status, 200);
      }
      assert.equal((await one.comment(body(), user('s'))).status, 429);
      assert.equal(await ready(one), 503);
    });
  });
});
