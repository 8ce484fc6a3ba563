/** The album's settings: the only place that reads the environment. */
import {
  type Env,
  from,
  readSettings,
  SettingsError,
  serviceSettings,
  setting,
} from '@weapp-samples/service';

export const albumSettings = {
  ...serviceSettings('ALBUM_PORT', 9993),
  cosSecretId: setting({
    env: 'COS_SECRET_ID',
    doc: 'SecretId of the Tencent Cloud key that may use the bucket',
    schema: from.text,
    required: 'always',
  }),
  cosSecretKey: setting({
    env: 'COS_SECRET_KEY',
    doc: 'SecretKey of that key',
    schema: from.text,
    required: 'always',
    secret: true,
  }),
  cosBucket: setting({
    env: 'COS_BUCKET',
    doc: 'bucket of the photos, with its APPID: album-1250000000',
    schema: from.text.regex(/^[a-z\d-]+-\d+$/, 'must look like album-1250000000'),
    required: 'always',
  }),
  cosRegion: setting({
    env: 'COS_REGION',
    doc: 'region of the bucket: ap-guangzhou',
    schema: from.text.regex(/^[a-z\d-]+$/, 'must look like ap-guangzhou'),
    required: 'always',
  }),
  cosEndpoint: setting({
    env: 'COS_ENDPOINT',
    doc: 'address of the bucket, when it is not <bucket>.cos.<region>.myqcloud.com: for stand-ins',
    schema: from.url.regex(/^https?:\/\/[^/?#]+\/?$/, 'must be http(s)://host[:port]'),
  }),
  cosDomain: setting({
    env: 'COS_DOMAIN',
    doc: 'where image addresses begin: a CDN or custom domain of the bucket; the bucket itself when not set',
    schema: from.text.regex(/^(https?:\/\/)?[\w.:-]+\/?$/, 'must be a domain, or http(s)://domain'),
  }),
  uploadFolder: setting({
    env: 'COS_UPLOAD_FOLDER',
    doc: 'folder of the bucket that the album keeps to',
    schema: from.text.regex(/^[\w-]+(\/[\w-]+)*$/, 'must be letters, digits, - and _'),
    fallback: 'applet-album',
  }),
  cosTimeoutMs: setting({
    env: 'COS_TIMEOUT_MS',
    doc: 'milliseconds COS gets for a listing or a removal, and for each step of an upload',
    schema: from.integer(50, 600_000),
    fallback: 10_000,
  }),
  cosSts: setting({
    env: 'COS_STS',
    doc: 'on: permissions for direct uploads are signed with temporary keys of STS; off: with the key itself',
    schema: from.choice(['on', 'off']),
    fallback: 'off',
  }),
  cosStsSeconds: setting({
    env: 'COS_STS_SECONDS',
    doc: 'seconds that temporary keys live',
    schema: from.integer(900, 7200),
    fallback: 1800,
  }),
  permissionSeconds: setting({
    env: 'ALBUM_PERMISSION_SECONDS',
    doc: 'seconds that a permission for a direct upload is good for',
    schema: from.integer(30, 900),
    fallback: 300,
  }),
  listCacheMs: setting({
    env: 'ALBUM_LIST_CACHE_MS',
    doc: 'milliseconds a listing is remembered; what changes through this process shows at once',
    schema: from.integer(0, 60_000),
    fallback: 1000,
  }),
  access: setting({
    env: 'ALBUM_ACCESS',
    doc: 'public: everyone shares one folder (2016 clients); session: each user has a folder of their own. In production session unless set',
    schema: from.choice(['public', 'session']),
  }),
  ownerSecret: setting({
    env: 'ALBUM_OWNER_SECRET',
    doc: "names the users' folders (ALBUM_ACCESS=session); any long random text, never to be changed",
    schema: from.text,
    secret: true,
  }),
  appId: setting({
    env: 'WECHAT_APP_ID',
    doc: 'AppID of the mini-program',
    schema: from.text,
  }),
  appSecret: setting({
    env: 'WECHAT_APP_SECRET',
    doc: 'AppSecret of the mini-program',
    schema: from.text,
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
    secret: true,
  }),
  contentCheck: setting({
    env: 'ALBUM_CONTENT_CHECK',
    doc: 'on: WeChat checks every photo (mediaCheckAsync) and risky ones are removed; needs ALBUM_ACCESS=session and WECHAT_PUSH_TOKEN',
    schema: from.choice(['on', 'off']),
    fallback: 'off',
  }),
  pushToken: setting({
    env: 'WECHAT_PUSH_TOKEN',
    doc: 'Token of the message push of the mini-program, whose address is https://<domain>/applet/album/push',
    schema: from.text,
    secret: true,
  }),
  pushAesKey: setting({
    env: 'WECHAT_PUSH_AES_KEY',
    doc: 'EncodingAESKey of the message push; when set, only encrypted pushes are taken',
    schema: from.text.regex(/^[A-Za-z\d]{43}$/, 'must have 43 letters and digits'),
    secret: true,
  }),
};

type Values = ReturnType<typeof readSettings<typeof albumSettings>>;

/** How users are known; only where each has a folder of their own. */
export interface SessionAccess {
  readonly ownerSecret: string;
  readonly appId: string;
  readonly appSecret: string;
  readonly wechatApi: string;
  readonly redisUrl: string | undefined;
}

/** How photos are checked. */
export interface ReviewAccess extends SessionAccess {
  readonly pushToken: string;
  readonly pushAesKey: string | undefined;
}

export interface AlbumConfig extends Values {
  /** Where image addresses begin; no slash at its end. */
  readonly imageDomain: string;
  /** Where the bucket itself is; no slash at its end. */
  readonly bucketUrl: string;
  /** Undefined where everyone shares one folder. */
  readonly sessions: SessionAccess | undefined;
  /** Undefined where photos are not checked. */
  readonly review: ReviewAccess | undefined;
}

/** @throws SettingsError in one line that names the variable */
export function albumConfig(env: Env): AlbumConfig {
  const values = readSettings(env, albumSettings);
  const { cosEndpoint, cosDomain, cosBucket, cosRegion } = values;
  const bucketUrl = originOf(cosEndpoint ?? `${cosBucket}.cos.${cosRegion}.myqcloud.com`);
  const imageDomain = cosDomain === undefined ? bucketUrl : originOf(cosDomain);
  const sessions = sessionAccess(values);
  const review = reviewAccess(values, sessions);
  return { ...values, bucketUrl, imageDomain, sessions, review };
}

function originOf(address: string): string {
  const url = /^https?:\/\//.test(address) ? address : `https://${address}`;
  return url.replace(/\/$/, '');
}

function sessionAccess(values: Values): SessionAccess | undefined {
  const production = values.nodeEnv === 'production';
  const { access = production ? 'session' : 'public', appId, appSecret, ownerSecret } = values;
  const { redisUrl, wechatApi } = values;
  if (access === 'public') return undefined;
  if (production && !redisUrl) throw missing('redisUrl');
  if (production && !ownerSecret) throw missing('ownerSecret');
  if (!appId) throw missing('appId');
  if (!appSecret) throw missing('appSecret');
  return { ownerSecret: ownerSecret ?? 'development', appId, appSecret, wechatApi, redisUrl };
}

/** WeChat checks what users wrote or photographed, so it has to be known whose photo it is. */
function reviewAccess(
  { contentCheck, pushToken, pushAesKey }: Values,
  sessions: SessionAccess | undefined,
): ReviewAccess | undefined {
  if (contentCheck === 'off') return undefined;
  if (!sessions) throw new SettingsError('ALBUM_CONTENT_CHECK=on needs ALBUM_ACCESS=session');
  if (!pushToken) {
    const { env, doc } = albumSettings.pushToken;
    throw new SettingsError(`${env} is not set, and ALBUM_CONTENT_CHECK=on needs it: ${doc}`);
  }
  return { ...sessions, pushToken, pushAesKey };
}

function missing(name: 'redisUrl' | 'ownerSecret' | 'appId' | 'appSecret'): SettingsError {
  const { env, doc } = albumSettings[name];
  return new SettingsError(`${env} is not set, and ALBUM_ACCESS=session needs it: ${doc}`);
}
