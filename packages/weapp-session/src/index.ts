/** WeChat mini-program login and sessions for Koa. */
export { credentialsFromHeaders, type SessionCredentials, sessionHeaders } from './credentials';
export {
  DecryptError,
  type DecryptOptions,
  decryptData,
  type EncryptedData,
  type OpenData,
} from './decrypt-data';
export {
  SESSION_MAGIC_ID,
  SessionError,
  type SessionErrorOptions,
  type SessionFailure,
  type SessionReason,
  sessionReasons,
  type WeixinErrorDetail,
} from './errors';
export { createMemorySessionStore, type MemorySessionStoreOptions } from './memory-store';
export { answerFailure, requireUser } from './middleware';
export type { SessionLogger, WeappSessionOptions } from './options';
export { RAW_DATA_MAX_LENGTH } from './raw-data';
export {
  createRedisSessionStore,
  type RedisClient,
  type RedisSessionStoreOptions,
} from './redis-store';
export { sessionRouter } from './router';
export type { Login, Sessions } from './session';
export type {
  Exchange,
  FoundSession,
  SessionRecord,
  SessionStore,
  SettledExchange,
  StoredGrant,
} from './store';
export {
  type Profile,
  type PublicUser,
  publicUser,
  type RawDataValue,
  type WxUserInfo,
} from './user';
export { createWeappSession, type WeappSession, weappSession } from './weapp-session';
export { WEIXIN_ENDPOINT } from './weixin';
