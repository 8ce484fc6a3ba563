import assert from 'node:assert/strict';
import type { Context } from 'koa';
import { createMemorySessionStore, type WxUserInfo, weappSession } from '../src';
import { assertFailure } from './helpers/failure';
import { firstHeaders, useServices } from './helpers/service';
import { appId, appSecret, useWeixin } from './helpers/weixin';

describe('the middleware', () => {
  const weixin = useWeixin();
  const start = useServices();

  it('gives ctx.request.$wxUserInfo its type', () => {
    const nameOf = (ctx: Context): string | undefined => {
      const user: WxUserInfo | null = ctx.request.$wxUserInfo;
      // @ts-expect-error it can be null
      ctx.request.$wxUserInfo.openId;
      return user?.nickName;
    };
    assert.equal(typeof nameOf, 'function');
  });

  it('lets requests pass that ignore names', async () => {
    const service = await start({ weixin: weixin(), ignore: (ctx) => ctx.path === '/me' });
    assert.deepEqual((await service.get({ 'X-WX-Code': 'unknown' })).body, { user: null });
  });

  it('answers a failure that nobody may keep', async () => {
    const service = await start({ weixin: weixin() });
    const { headers } = await service.get({ 'X-WX-Code': 'unknown' });
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.match(headers.get('content-type') ?? '', /^application\/json/);
  });

  it('is made alone by weappSession', () => {
    const middleware = weappSession({ appId, appSecret, store: createMemorySessionStore() });
    assert.equal(middleware.length, 2);
  });
});

describe('requireUser', () => {
  const weixin = useWeixin();
  const start = useServices();

  it('answers 401 with the failure that makes clients log in', async () => {
    const { url } = await start({ weixin: weixin() });
    const response = await fetch(`${url}/private`);
    const { status, headers } = response;
    assertFailure({ status, headers, body: await response.json() }, 401, 'ERR_SESSION_EXPIRED');
  });

  it('lets a user pass', async () => {
    const { url } = await start({ weixin: weixin() });
    const response = await fetch(`${url}/private`, { headers: firstHeaders(weixin().login()) });
    assert.equal(response.status, 200);
  });
});
