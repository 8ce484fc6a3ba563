/** WeChat's stand-in and the sessions that the session service would open with it, for the length of a suite. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWeixinStandIn, type WeixinUser } from '@weapp-samples/devcloud';
import { createMemorySessionStore, createWeappSession } from '@weapp-samples/weapp-session';
import type { GameEnv } from './game';

const appId = 'wx0123456789abcdef';
const appSecret = 'a secret of the tests';

const userCalled = (name: string): WeixinUser => {
  return { nickName: name, avatarUrl: `https://a.example/${encodeURIComponent(name)}.png` };
};

/** Sessions around the suite this is called in. */
export function useSessions() {
  const weixin = createWeixinStandIn({ appId, appSecret });
  const server = createServer((req, res) => void weixin.handle(req, res));
  const sessionStore = createMemorySessionStore();
  const api = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/devcloud/weixin`;
  before('start the WeChat stand-in', async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after('stop the WeChat stand-in', async () => {
    weixin.close();
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return {
    sessionStore,
    env: (): GameEnv => {
      return { WECHAT_APP_ID: appId, WECHAT_APP_SECRET: appSecret, WECHAT_API: api() };
    },
    /** What the phone gives in 2016: a code, rawData and its signature. */
    phone: (name: string) => weixin.login(userCalled(name)),
    /** Signs in as today, and fills in the profile. */
    async signIn(name: string) {
      const endpoint = `${api()}/sns/jscode2session`;
      const sessions = createWeappSession({ appId, appSecret, endpoint, store: sessionStore });
      const profile = userCalled(name);
      const { token, user } = await sessions.login(weixin.login(profile).code);
      await sessions.saveProfile({ token }, { nickName: name, avatarUrl: profile.avatarUrl });
      return { token, id: user.id, avatarUrl: profile.avatarUrl };
    },
  };
}
