/** Which check the settings mean: WeChat's where there is an AppSecret, the word list otherwise and beside it. */
import {
  type ContentCheck,
  createRedisTokenCache,
  createWeixinCheck,
  createWordListCheck,
  readWordList,
} from '@weapp-samples/content-check';
import { SettingsError } from '@weapp-samples/service';
import type { Redis } from 'ioredis';
import type { VideoConfig } from './config';

/** @throws SettingsError when the word list cannot be read */
export async function contentCheckFor(
  config: VideoConfig,
  redis: Redis | undefined,
): Promise<ContentCheck> {
  const words = await readWords(config.wordListFile);
  const { wechatAppId: appId, wechatAppSecret: appSecret } = config;
  if (!appId || !appSecret) return words;
  const weixin = createWeixinCheck({
    ...{ appId, appSecret, endpoint: config.wechatApi, timeoutMs: config.wechatTimeoutMs },
    ...(redis && { cache: createRedisTokenCache(redis) }),
    anonymous: words,
  });
  return { checkText: async (text) => stricter(await words.checkText(text), weixin, text) };
}

/** What the word list refuses need not be asked about. */
function stricter(
  verdict: Awaited<ReturnType<ContentCheck['checkText']>>,
  weixin: ContentCheck,
  text: Parameters<ContentCheck['checkText']>[0],
) {
  return verdict === 'pass' ? weixin.checkText(text) : verdict;
}

async function readWords(file: string): Promise<ContentCheck> {
  try {
    return createWordListCheck(await readWordList(file));
  } catch (cause) {
    throw new SettingsError(`WORD_LIST_FILE names a file that cannot be read: ${file}`, { cause });
  }
}
