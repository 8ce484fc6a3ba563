/** Settings of the session service; the only reader of its environment. */
import { maxActionsBytes, maxDrawingIdLength } from '@weapp-samples/contracts';
import {
  type Env,
  from,
  readSettings,
  type SettingValues,
  serviceSettings,
  setting,
} from '@weapp-samples/service';

/** All settings, for the reader below and for the check of `.env.example`. */
export const sessionSettings = {
  ...serviceSettings('SESSION_PORT', 5757),
  wechatAppId: setting({
    env: 'WECHAT_APP_ID',
    doc: 'AppID of the mini-program',
    schema: from.text,
    required: 'always',
  }),
  wechatAppSecret: setting({
    env: 'WECHAT_APP_SECRET',
    doc: 'AppSecret of the mini-program',
    schema: from.text,
    required: 'always',
    secret: true,
  }),
  wechatApi: setting({
    env: 'WECHAT_API',
    doc: "address of WeChat's server API",
    schema: from.url,
    fallback: 'https://api.weixin.qq.com',
  }),
  redisUrl: setting({
    env: 'REDIS_URL',
    doc: 'Redis with the sessions: redis://host:6379; in memory when not set',
    schema: from.text.regex(/^rediss?:\/\//, 'must begin with redis:// or rediss://'),
    required: 'production',
    secret: true,
  }),
  mongodbUri: setting({
    env: 'MONGODB_URI',
    doc: 'MongoDB with the drawings: mongodb://user:password@host:27017/database; an SQLite file when not set',
    schema: from.text.regex(
      /^mongodb(\+srv)?:\/\/\S+$/,
      'must begin with mongodb:// or mongodb+srv://',
    ),
    required: 'production',
    secret: true,
  }),
  mongodbConnections: setting({
    env: 'MONGODB_CONNECTIONS',
    doc: 'most connections one process opens to MongoDB',
    schema: from.integer(1, 1000),
    fallback: 20,
  }),
  databaseTimeoutMs: setting({
    env: 'DATABASE_TIMEOUT_MS',
    doc: 'milliseconds the database gets to answer before the client is told 503',
    schema: from.integer(50, 60_000),
    fallback: 3000,
  }),
  dataDir: setting({
    env: 'DATA_DIR',
    doc: 'folder of the embedded stores',
    schema: from.text,
    fallback: '.data',
  }),
};

export type SessionConfig = SettingValues<typeof sessionSettings>;

/**
 * JSON escapes every quote of a drawing (2 bytes), encoders that keep to ASCII make 6 bytes of a
 * character of 2, and forms make 3 of any byte: a drawing of the full size takes up to 3 times as much.
 */
const leastBodyLimit = 3 * maxActionsBytes + 12 * maxDrawingIdLength + 1024;

/** @throws SettingsError for the first setting that is missing or malformed */
export function readConfig(env: Env): SessionConfig {
  const values = readSettings(env, sessionSettings);
  return { ...values, bodyLimitBytes: Math.max(values.bodyLimitBytes, leastBodyLimit) };
}
