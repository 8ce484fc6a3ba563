/** Asks WeChat, or a word list, whether user content may be published. */
export { type AccessTokenOptions, type AccessTokens, createAccessTokens } from './access-token';
export {
  CheckUnavailableError,
  type ContentCheck,
  type ImageToCheck,
  type TextToCheck,
  type Verdict,
} from './check';
export { pushSignature } from './push/crypto';
export {
  createPushHandler,
  type ImageVerdict,
  type PushAnswer,
  type PushOptions,
  type PushRequest,
} from './push/handler';
export { pushRoutes } from './push/routes';
export { createMemoryTokenCache, createRedisTokenCache, type TokenCache } from './token-cache';
export { createWeixinCheck, scenes, type WeixinCheckOptions } from './weixin-check';
export { createWordListCheck, readWordList } from './word-list';
