/** WeChat as the check: msgSecCheck v2 for text, mediaCheckAsync v2 for images. */
import { type AccessTokenOptions, createAccessTokens } from './access-token';
import type { ContentCheck, Verdict } from './check';
import { callWeixin, unavailable, type WeixinAnswer } from './weixin-call';

/** What the content is: WeChat's `scene`. */
export const scenes = { profile: 1, comment: 2, forum: 3, social: 4 } as const;

export interface WeixinCheckOptions extends AccessTokenOptions {
  readonly scene?: (typeof scenes)[keyof typeof scenes];
  /** Judges text whose author WeChat does not know. */
  readonly anonymous: ContentCheck;
}

const textPath = '/wxa/msg_sec_check';
const imagePath = '/wxa/media_check_async';
const imageType = 2;
/** The token was replaced or has expired. */
const tokenRefused: readonly unknown[] = [40001, 40014, 42001];
/** The author cannot be judged: not seen within two hours, or not a user of this mini-program. */
const authorUnknown: readonly unknown[] = [61010, 40003];
/** What version 1 answered for content that must not be published. */
const contentRefused = 87014;

/**
 * Asks WeChat, by `result.suggest` and not by errcode (WX: security.msgSecCheck, security.mediaCheckAsync).
 * Text of authors who were not active for two hours cannot be judged there and is left for review.
 *
 * @example createWeixinCheck({ appId, appSecret, anonymous: createWordListCheck(words) })
 */
export function createWeixinCheck(options: WeixinCheckOptions): Required<ContentCheck> {
  const { scene = scenes.comment, anonymous } = options;
  const call = caller(options);
  return {
    checkText: async (text) => {
      const { content, openId: openid } = text;
      if (!openid) return anonymous.checkText(text);
      return verdictOf(await call(textPath, { version: 2, scene, openid, content }));
    },
    submitImage: async ({ url, openId: openid }) => {
      const media = { media_url: url, media_type: imageType };
      const answer = await call(imagePath, { version: 2, scene, openid, ...media });
      if (answer.errcode || typeof answer.trace_id !== 'string') {
        throw unavailable(imagePath, answer);
      }
      return answer.trace_id;
    },
  };
}

/** Calls with the access token; once more with a new one when it was refused. */
function caller(options: WeixinCheckOptions) {
  const tokens = createAccessTokens(options);
  const once = async (path: string, body: object) =>
    callWeixin(path, body, { access_token: await tokens.get() }, options);
  return async (path: string, body: object): Promise<WeixinAnswer> => {
    const answer = await once(path, body);
    if (!tokenRefused.includes(answer.errcode)) return answer;
    await tokens.drop();
    return once(path, body);
  };
}

function verdictOf(answer: WeixinAnswer): Verdict {
  if (answer.errcode === contentRefused) return 'risky';
  if (authorUnknown.includes(answer.errcode)) return 'review';
  const verdict = readVerdict(answer.result);
  if (answer.errcode || !verdict) throw unavailable(textPath, answer);
  return verdict;
}

/** The verdict in a `result` of WeChat, or undefined when there is none. */
export function readVerdict(result: unknown): Verdict | undefined {
  const { suggest } = (result ?? {}) as { suggest?: unknown };
  return suggest === 'pass' || suggest === 'review' || suggest === 'risky' ? suggest : undefined;
}
