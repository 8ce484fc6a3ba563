/** The WeChat stand-in over HTTP, around a suite. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWeixinStandIn, type WeixinStandIn } from '@weapp-samples/devcloud';

export interface RunningWeixin extends WeixinStandIn {
  /** Settings that make a service ask it. */
  readonly env: Readonly<Record<string, string>>;
  /** Where the phone's part is: `POST /login`. */
  readonly url: string;
  stop(): Promise<void>;
}

const app = { appId: 'wx0123456789abcdef', appSecret: '5ec2e75ec2e75ec2e75ec2e75ec2e700' };

export async function startWeixin(): Promise<RunningWeixin> {
  const weixin = createWeixinStandIn(app);
  const server = createServer(async (req, res) => {
    if (!(await weixin.handle(req, res))) res.writeHead(404).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/devcloud/weixin`;
  return {
    ...weixin,
    url,
    env: { WECHAT_APP_ID: app.appId, WECHAT_APP_SECRET: app.appSecret, WECHAT_API: url },
    async stop() {
      weixin.close();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** A WeChat around the suite this is called in. */
export function useWeixin(): () => RunningWeixin {
  let weixin: RunningWeixin | undefined;
  before('start WeChat', async () => {
    weixin = await startWeixin();
  });
  afterEach(() => weixin?.faults.clear());
  after('stop WeChat', () => weixin?.stop());
  return () => {
    if (!weixin) throw new Error('WeChat is there only while the tests of its suite run');
    return weixin;
  };
}
