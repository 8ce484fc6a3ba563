/** Starts a stand-in for each cloud that `.env` does not configure, and says how the services reach it. */
import { join } from 'node:path';
import {
  type CosStandIn,
  createCosStandIn,
  createVodStandIn,
  createWeixinStandIn,
} from '@weapp-samples/devcloud';
import type { Gateway } from '@weapp-samples/devcloud/gateway';
import { asPortTaken, type Env } from '@weapp-samples/service';
import type { DevelopmentConfig } from './settings';

/** The stand-ins' own keys: good for nothing but the stand-ins on this machine. */
const development = {
  cosSecretId: 'devcloud-secret-id',
  cosSecretKey: 'devcloud-secret-key',
  cosBucket: 'samples-1250000000',
  cosRegion: 'ap-guangzhou',
  appId: 'wxdevcloud00000000',
  appSecret: 'devcloud-app-secret',
} as const;

export interface StandIns {
  /** Variables that make the services use the stand-ins. */
  readonly env: Env;
  /** Name and address of each stand-in that runs. */
  readonly running: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** @throws PortTakenError when the COS stand-in's port is in use */
export async function startStandIns(
  env: Env,
  config: DevelopmentConfig,
  gateway: Gateway,
  publicUrl: string,
  root: string,
): Promise<StandIns> {
  const parts: StandIns[] = [];
  if (!env.COS_SECRET_ID) parts.push(await cosPart(config));
  if (!env.WECHAT_APP_ID) parts.push(weixinPart(gateway));
  if (!env.VOD_BASE_URL) parts.push(vodPart(gateway, publicUrl, root));
  return {
    env: Object.assign({}, ...parts.map((part) => part.env)),
    running: Object.assign({}, ...parts.map((part) => part.running)),
    close: async () => void (await Promise.all(parts.map((part) => part.close()))),
  };
}

async function cosPart({ cosPort, dataDir }: DevelopmentConfig): Promise<StandIns> {
  const { cosSecretId: secretId, cosSecretKey: secretKey, cosBucket, cosRegion } = development;
  const cos: CosStandIn = createCosStandIn({
    dataDir: join(dataDir, 'cos'),
    credentials: { secretId, secretKey },
    bucket: cosBucket,
    region: cosRegion,
  });
  const { url } = await cos.listen({ port: cosPort, host: '127.0.0.1' }).catch((error) => {
    throw asPortTaken(error, cosPort, 'DEVCLOUD_COS_PORT');
  });
  return {
    env: {
      COS_SECRET_ID: secretId,
      COS_SECRET_KEY: secretKey,
      COS_BUCKET: cosBucket,
      COS_REGION: cosRegion,
      COS_ENDPOINT: url,
    },
    running: { COS: url },
    close: () => cos.close(),
  };
}

function weixinPart(gateway: Gateway): StandIns {
  const { appId, appSecret } = development;
  const weixin = createWeixinStandIn({ appId, appSecret });
  gateway.addHandler((req, res) => weixin.handle(req, res));
  const url = `${gateway.url}/devcloud/weixin`;
  return {
    env: { WECHAT_APP_ID: appId, WECHAT_APP_SECRET: appSecret, WECHAT_API: url },
    running: { WeChat: url },
    close: async () => undefined,
  };
}

function vodPart(gateway: Gateway, publicUrl: string, root: string): StandIns {
  const vod = createVodStandIn({ dir: join(root, 'apps/video/catalogue') });
  gateway.addHandler((req, res) => vod.handle(req, res));
  const path = '/devcloud/vod';
  return {
    // A path: a phone finds the films at the host at which it found the list.
    env: { VOD_BASE_URL: path },
    running: { VOD: publicUrl + path },
    close: async () => undefined,
  };
}
