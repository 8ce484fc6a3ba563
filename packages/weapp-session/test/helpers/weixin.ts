/** WeChat as the tests need it: issues codes as wx.login does and answers auth.code2Session. */
import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

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

interface Issued {
  readonly openid: string;
  readonly session_key: string;
  used: boolean;
}

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

function encrypted(userInfo: object, sessionKey: string) {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-128-cbc', Buffer.from(sessionKey, 'base64'), iv);
  const text = JSON.stringify({ ...userInfo, watermark: { appid: appId, timestamp: 1 } });
  const data = Buffer.concat([cipher.update(text), cipher.final()]);
  return { encryptedData: data.toString('base64'), iv: iv.toString('base64') };
}

function phoneOf(openid: string, rawData: string, codes: Map<string, Issued>): PhoneLogin {
  const sessionKey = randomBytes(16).toString('base64');
  const code = randomBytes(16).toString('hex');
  codes.set(code, { openid, session_key: sessionKey, used: false });
  const signature = sha1(rawData + sessionKey);
  const data = encrypted({ openId: openid, rawData }, sessionKey);
  return { code, rawData, signature, sessionKey, openId: openid, ...data };
}

function answerFor(query: URLSearchParams, codes: Map<string, Issued>): object {
  if (query.get('appid') !== appId) return { errcode: 40013, errmsg: 'invalid appid' };
  if (query.get('secret') !== appSecret) return { errcode: 40125, errmsg: 'invalid appsecret' };
  const issued = codes.get(query.get('js_code') ?? '');
  if (!issued) return { errcode: 40029, errmsg: 'invalid code' };
  if (issued.used) return { errcode: 40163, errmsg: 'code been used' };
  issued.used = true;
  return { openid: issued.openid, session_key: issued.session_key };
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
  const codes = new Map<string, Issued>();
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
    else response.end(JSON.stringify(answerFor(query, codes)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/sns/jscode2session`,
    login: (nickName = 'Band', more = {}) => {
      const rawData = JSON.stringify({ nickName, gender: 1, avatarUrl: '', ...more });
      return phoneOf(`openid-of-${sha1(nickName)}`, rawData, codes);
    },
    loginWith: (rawData) => phoneOf('openid-of-somebody', rawData, codes),
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
