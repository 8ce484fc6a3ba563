/** WeChat as the samples know it: who is logged in, which tokens are good, what content may be shown. */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { AccessTokens } from './access-tokens';
import { Codes } from './codes';
import {
  assertScene,
  DEFAULT_KEYWORDS,
  judge,
  type Keywords,
  parseMedia,
  parseText,
} from './content';
import { WeixinError } from './errors';
import { readJson } from './http';
import { type MessagePush, pushEvent } from './media-push';
import { sealProfile, type WeixinLogin, type WeixinUser } from './phone';
import { Users } from './users';

export interface WeixinOptions {
  readonly appId: string;
  readonly appSecret: string;
  /** Now in milliseconds since 1970; default the machine's clock. */
  readonly clock?: () => number;
  /** That many random bytes; default the machine's. */
  readonly random?: (bytes: number) => Buffer;
  /** What content checks look for, in lower case and without blanks; default a small table. */
  readonly keywords?: Keywords;
  /** Where verdicts on media are pushed to; without it they are never told. */
  readonly messagePush?: MessagePush;
}

const CODE_BYTES = 24;

type Query = URLSearchParams;

/** The state of the stand-in, and what each call does with it. */
export class Weixin {
  private readonly clock: () => number;
  private readonly random: (bytes: number) => Buffer;
  private readonly codes: Codes;
  private readonly tokens: AccessTokens;
  private readonly users: Users;

  constructor(
    private readonly options: WeixinOptions,
    private readonly signal: AbortSignal,
  ) {
    const { clock = Date.now, random = randomBytes, appId, appSecret } = options;
    this.clock = clock;
    this.random = random;
    this.codes = new Codes(clock);
    this.tokens = new AccessTokens(clock, () => random(64).toString('base64url'));
    this.users = new Users(`${appId}:${appSecret}`, clock);
  }

  login(user: WeixinUser): WeixinLogin {
    const openId = this.users.openIdOf(user);
    const sessionKey = this.random(16).toString('base64');
    const code = this.random(CODE_BYTES).toString('base64url');
    this.codes.add(code, { openId, sessionKey });
    this.users.markActive(openId);
    const timestamp = Math.floor(this.clock() / 1000);
    const sealing = { sessionKey, openId, appId: this.options.appId, timestamp };
    return { code, ...sealProfile(user, { ...sealing, iv: this.random(16) }) };
  }

  exchange(req: IncomingMessage, query: Query): object {
    if (req.method !== 'GET') throw new WeixinError(43001);
    this.checkApp(query.get('appid'), query.get('secret'));
    const code = query.get('js_code');
    if (!code) throw new WeixinError(41008);
    if (query.get('grant_type') !== 'authorization_code') throw new WeixinError(40002);
    const { openId, sessionKey } = this.codes.exchange(code);
    this.users.markActive(openId);
    return { session_key: sessionKey, openid: openId };
  }

  async giveToken(req: IncomingMessage): Promise<object> {
    const body = await readJson(req);
    if (body.grant_type !== 'client_credential') throw new WeixinError(40002);
    this.checkApp(body.appid, body.secret);
    return this.tokens.give(body.force_refresh === true);
  }

  async checkText(req: IncomingMessage, query: Query): Promise<object> {
    const body = await this.readContent(req, query);
    return this.accepted(judge(parseText(body), this.keywords));
  }

  async checkMedia(req: IncomingMessage, query: Query): Promise<object> {
    const body = await this.readContent(req, query);
    const url = parseMedia(body);
    const answer = this.accepted({});
    this.pushVerdict(url, answer.trace_id, String(body.openid));
    return answer;
  }

  /** As WeChat counts requests in its messages. */
  requestId(): string {
    const hex = this.random(12).toString('hex');
    return [hex.slice(0, 8), hex.slice(8, 16), hex.slice(16)].join('-');
  }

  private get keywords(): Keywords {
    return this.options.keywords ?? DEFAULT_KEYWORDS;
  }

  private checkApp(appId: unknown, secret: unknown): void {
    if (!appId) throw new WeixinError(41002);
    if (appId !== this.options.appId) throw new WeixinError(40013);
    if (!secret) throw new WeixinError(41004);
    if (secret !== this.options.appSecret) throw new WeixinError(40125);
  }

  private async readContent(req: IncomingMessage, query: Query) {
    const body = await readJson(req);
    this.tokens.check(query.get('access_token'));
    assertScene(body);
    this.users.assertActive(body.openid);
    return body;
  }

  private accepted<T extends object>(more: T) {
    return { errcode: 0, errmsg: 'ok', ...more, trace_id: this.requestId() };
  }

  private pushVerdict(url: string, traceId: string, openId: string): void {
    const push = this.options.messagePush;
    if (push === undefined) return;
    const event = {
      ToUserName: 'gh_devcloud',
      FromUserName: openId,
      CreateTime: Math.floor(this.clock() / 1000),
      MsgType: 'event',
      Event: 'wxa_media_check',
      appid: this.options.appId,
      trace_id: traceId,
      version: 2,
      errcode: 0,
      errmsg: 'ok',
      ...judge(readable(url), this.keywords),
    };
    const nonce = () => this.random(8).toString('hex');
    void pushEvent(event, { push, clock: this.clock, nonce, signal: this.signal });
  }
}

function readable(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}
