/** WeChat as the tests need it: the stand-in over HTTP, whose questions are counted, held up and answered wrongly. */
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWeixinStandIn, type WeixinLogin } from '@weapp-samples/devcloud';
import { decryptData } from '../../src';

export const appId = 'wx0123456789abcdef';
export const appSecret = '5ec2e75ec2e75ec2e75ec2e75ec2e700';

/** What the phone holds after wx.login and wx.getUserInfo. */
export interface PhoneLogin {
  readonly code: string;
  readonly rawData: string;
  readonly signature: string;
  readonly encryptedData: string;
  readonly iv: string;
  readonly sessionKey: string;
  readonly openId: string;
}

/** What WeChat does with one question instead of answering it. */
export type Trouble =
  | { readonly errcode: number }
  | { readonly status: number; readonly body?: string }
  | 'hang up'
  | 'never answer';

export interface Weixin {
  readonly endpoint: string;
  /** The phone's part, for a user of this name. */
  login(nickName?: string, more?: object): PhoneLogin;
  /** wx.login with a rawData text of the test's own, signed. */
  loginWith(rawData: string): PhoneLogin;
  /** How often each code was asked for. */
  readonly asked: Map<string, number>;
  /** Troubles for the next questions, one each. */
  readonly troubles: Trouble[];
  /** Answers wait while this is set. */
  hold(): { release(): void };
  stop(): Promise<void>;
}

const sha1 = (text: string) => createHash('sha1').update(text).digest('hex');

/** The stand-in, and the session key it has made last: the phone's, which no program gets to see. */
function standIn() {
  let sessionKey = '';
  const random = (bytes: number) => {
    const made = randomBytes(bytes);
    // A login takes its session key first.
    if (bytes === 16 && sessionKey === '') sessionKey = made.toString('base64');
    return made;
  };
  const weixin = createWeixinStandIn({ appId, appSecret, random });
  const login = (nickName: string, rawDataOf: (given: WeixinLogin) => string): PhoneLogin => {
    sessionKey = '';
    const given = weixin.login({ nickName, avatarUrl: '' });
    const { openId } = decryptData({ ...given, appId, sessionKey });
    const rawData = rawDataOf(given);
    const signature = sha1(rawData + sessionKey);
    return { ...given, rawData, signature, sessionKey, openId: String(openId) };
  };
  return { weixin, login };
}

function misbehave(trouble: Trouble, response: ServerResponse): void {
  if (trouble === 'never answer') return;
  if (trouble === 'hang up') response.destroy();
  else if ('errcode' in trouble) response.end(JSON.stringify({ ...trouble, errmsg: 'no' }));
  else {
    response.statusCode = trouble.status;
    response.end(trouble.body ?? '');
  }
}

/** Starts a WeChat on a free port of the loopback address. */
export async function startWeixin(): Promise<Weixin> {
  const { weixin, login } = standIn();
  const asked = new Map<string, number>();
  const troubles: Trouble[] = [];
  let gate: Promise<void> = Promise.resolve();

  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const query = new URL(request.url ?? '/', 'http://weixin').searchParams;
    const code = query.get('js_code') ?? '';
    asked.set(code, (asked.get(code) ?? 0) + 1);
    await gate;
    const trouble = troubles.shift();
    if (trouble) misbehave(trouble, response);
    else await weixin.handle(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/devcloud/weixin/sns/jscode2session`,
    login: (nickName = 'Band', more = {}) => {
      return login(nickName, ({ userInfo }) => JSON.stringify({ ...userInfo, ...more }));
    },
    loginWith: (rawData) => login('somebody', () => rawData),
    asked,
    troubles,
    hold() {
      let release = () => {};
      gate = new Promise((resolve) => {
        release = resolve;
      });
      return { release };
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** A WeChat around the suite this is called in, without troubles at the start of each test. */
export function useWeixin(): () => Weixin {
  let weixin: Weixin | undefined;
  before(async () => {
    weixin = await startWeixin();
  });
  beforeEach(() => {
    weixin?.troubles.splice(0);
    weixin?.asked.clear();
  });
  after(() => weixin?.stop());
  return () => {
    if (!weixin) throw new Error('WeChat is there only while the tests of its suite run');
    return weixin;
  };
}
