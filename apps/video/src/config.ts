/** Settings of the video service; the only reader of its environment. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Env,
  from,
  readSettings,
  type SettingValues,
  serviceSettings,
  setting,
} from '@weapp-samples/service';
import { z } from 'zod';
import type { DatabaseOptions } from './stores/database';

const folder = join(__dirname, '..');

/** All settings, for the reader below and for the check of `.env.example`. */
export const videoSettings = {
  ...serviceSettings('VIDEO_PORT', 9994),
  mysqlUrl: setting({
    env: 'MYSQL_URL',
    doc: 'MySQL or MariaDB with the videos and comments: mysql://user:password@host:3306/database',
    schema: from.url,
    required: 'production',
    secret: true,
  }),
  mysqlConnections: setting({
    env: 'MYSQL_CONNECTIONS',
    doc: 'most connections one process opens to MySQL',
    schema: from.integer(1, 1000),
    fallback: 10,
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
  catalogueFile: setting({
    env: 'CATALOGUE_FILE',
    doc: 'JSON file whose videos are imported when the catalogue is empty; in development the offline trailers',
    schema: from.text,
  }),
  vodBaseUrl: setting({
    env: 'VOD_BASE_URL',
    doc: 'what completes video and poster addresses stored without a host: an address, or a path on the host the client asked; in development /devcloud/vod',
    schema: z.union([from.url, z.string().regex(/^\/[\w./-]*$/, 'must be an address or a path')]),
  }),
  redisUrl: setting({
    env: 'REDIS_URL',
    doc: 'Redis with the sessions, comment limits and the access token: redis://host:6379',
    schema: from.url,
    required: 'production',
    secret: true,
  }),
  wechatAppId: setting({
    env: 'WECHAT_APP_ID',
    doc: 'AppID of the mini-program',
    schema: from.text,
    required: 'production',
  }),
  wechatAppSecret: setting({
    env: 'WECHAT_APP_SECRET',
    doc: 'AppSecret of the mini-program',
    schema: from.text,
    required: 'production',
    secret: true,
  }),
  wechatApi: setting({
    env: 'WECHAT_API',
    doc: "address of WeChat's server API",
    schema: from.url,
    fallback: 'https://api.weixin.qq.com',
  }),
  wechatTimeoutMs: setting({
    env: 'WECHAT_TIMEOUT_MS',
    doc: 'milliseconds WeChat gets to answer a content check',
    schema: from.integer(50, 60_000),
    fallback: 2000,
  }),
  wordListFile: setting({
    env: 'WORD_LIST_FILE',
    doc: 'UTF-8 file of words that refuse a comment, one a line; `?word` asks for a review; apps/video/words.txt when not set',
    schema: from.text,
  }),
  anonymousComments: setting({
    env: 'COMMENT_WITHOUT_SESSION',
    doc: 'comments without a session, which WeChat cannot check: publish, review (kept, hidden) or refuse; in production review when not set',
    schema: from.choice(['publish', 'review', 'refuse']),
  }),
  commentListCacheMs: setting({
    env: 'COMMENT_LIST_CACHE_MS',
    doc: 'milliseconds a process takes the comments in MySQL for unchanged; a comment is acknowledged only after that time, so that its author sees it at once; 0 to look at every request; the same for all processes',
    schema: from.integer(0, 900),
    fallback: 100,
  }),
  commentsPerUser: setting({
    env: 'COMMENT_LIMIT_USER',
    doc: 'comments a minute that one user may write; 0 for no limit',
    schema: from.integer(0, 1e6),
    fallback: 10,
  }),
  commentsPerAddress: setting({
    env: 'COMMENT_LIMIT_ADDRESS',
    doc: 'comments a minute that one client address may write; 0 for no limit',
    schema: from.integer(0, 1e6),
    fallback: 60,
  }),
  recheckMs: setting({
    env: 'COMMENT_RECHECK_MS',
    doc: 'milliseconds until a comment whose check was down is checked again; doubles with each try, up to 10 minutes',
    schema: from.integer(100, 600_000),
    fallback: 15_000,
  }),
};

/** The values of all settings, with the defaults that depend on others filled in. */
export interface VideoConfig
  extends Omit<SettingValues<typeof videoSettings>, 'anonymousComments' | 'wordListFile'> {
  readonly wordListFile: string;
  readonly anonymousComments: 'publish' | 'review' | 'refuse';
}

/** The trailers that work without a network. */
export const offlineCatalogue = join(folder, 'catalogue', 'catalogue.json');

/** @throws SettingsError for the first setting that is missing or malformed */
export function readConfig(env: Env): VideoConfig {
  const values = readSettings(env, videoSettings);
  const production = values.nodeEnv === 'production';
  return {
    ...values,
    anonymousComments: values.anonymousComments ?? (production ? 'review' : 'publish'),
    wordListFile: values.wordListFile ?? join(folder, 'words.txt'),
    vodBaseUrl: values.vodBaseUrl ?? (production ? undefined : '/devcloud/vod'),
    catalogueFile: values.catalogueFile ?? (production ? undefined : offlineCatalogue),
  };
}

/** Reads the file that `ENV_FILE` names, or `.env` of the project, for the commands that run beside the service. */
export function loadEnvFile(): void {
  const file = process.env.ENV_FILE || join(folder, '..', '..', '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}

/** Which database the settings mean. */
export function databaseOptions(config: VideoConfig): DatabaseOptions {
  return {
    mysqlUrl: config.mysqlUrl,
    sqliteFile: join(config.dataDir, 'video.sqlite'),
    connections: config.mysqlConnections,
    timeoutMs: config.databaseTimeoutMs,
  };
}
