/** The access token of a mini-program: got by stable_token, cached, shared between processes. */
import { createMemoryTokenCache, type TokenCache } from './token-cache';
import { type CallOptions, callWeixin, unavailable } from './weixin-call';

export interface AccessTokenOptions extends CallOptions {
  readonly appId: string;
  readonly appSecret: string;
  readonly cache?: TokenCache | undefined;
}

/** Gives the token to call WeChat with. */
export interface AccessTokens {
  /** @throws CheckUnavailableError when WeChat gives none */
  get(): Promise<string>;
  /** Forgets a token that WeChat has refused. */
  drop(): Promise<void>;
}

const path = '/cgi-bin/stable_token';
/** A token still works for 5 minutes after its successor was given out; asking earlier gets the same one. */
const overlapSeconds = 300;
const leastSeconds = 30;

/** Tokens by `stable_token` in its normal mode; requests that come together ask once. */
export function createAccessTokens(options: AccessTokenOptions): AccessTokens {
  const { appId, cache = createMemoryTokenCache() } = options;
  const name = `weixin:access-token:${appId}`;
  let asking: Promise<string> | undefined;
  const ask = async () => {
    const known = await cache.get(name);
    if (known) return known;
    const { token, seconds } = await askWeixin(options);
    await cache.set(name, token, Math.max(seconds - overlapSeconds, leastSeconds) * 1000);
    return token;
  };
  return {
    get: () => {
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      return asking;
    },
    drop: () => cache.drop(name),
  };
}

async function askWeixin({ appId, appSecret, ...call }: AccessTokenOptions) {
  const body = {
    grant_type: 'client_credential',
    appid: appId,
    secret: appSecret,
    force_refresh: false,
  };
  const answer = await callWeixin(path, body, {}, call);
  const { access_token: token, expires_in: seconds } = answer;
  if (typeof token !== 'string' || typeof seconds !== 'number') throw unavailable(path, answer);
  return { token, seconds };
}
