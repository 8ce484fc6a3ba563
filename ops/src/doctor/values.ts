/** The settings that the checks of stores and clouds need, read once. */
import { type Env, readSettings } from '@weapp-samples/service';
import { type AppSettings, settingValue } from './apps';

export interface Values {
  readonly wechatAppId: string | undefined;
  readonly wechatAppSecret: string | undefined;
  readonly wechatApi: string;
  readonly cosSecretId: string | undefined;
  readonly cosSecretKey: string | undefined;
  readonly cosBucket: string | undefined;
  readonly cosRegion: string | undefined;
  readonly cosEndpoint: string | undefined;
  readonly cosDomain: string | undefined;
  readonly cosFolder: string;
  readonly redisUrl: string | undefined;
  readonly mongodbUri: string | undefined;
  readonly mysqlUrl: string | undefined;
  readonly vodBaseUrl: string | undefined;
}

export function readValues(env: Env, apps: readonly AppSettings[]): Values {
  const production = { ...env, NODE_ENV: 'production' };
  const text = (name: string): string | undefined => {
    const value = settingValue(
      production,
      apps,
      name,
      (from, one) => readSettings(from, { one }).one,
    );
    return typeof value === 'string' ? value : undefined;
  };
  return {
    wechatAppId: text('WECHAT_APP_ID'),
    wechatAppSecret: text('WECHAT_APP_SECRET'),
    wechatApi: (text('WECHAT_API') ?? 'https://api.weixin.qq.com').replace(/\/+$/, ''),
    cosSecretId: text('COS_SECRET_ID'),
    cosSecretKey: text('COS_SECRET_KEY'),
    cosBucket: text('COS_BUCKET'),
    cosRegion: text('COS_REGION'),
    cosEndpoint: text('COS_ENDPOINT')?.replace(/\/$/, ''),
    cosDomain: text('COS_DOMAIN'),
    cosFolder: text('COS_UPLOAD_FOLDER') ?? 'applet-album',
    redisUrl: text('REDIS_URL'),
    mongodbUri: text('MONGODB_URI'),
    mysqlUrl: text('MYSQL_URL'),
    vodBaseUrl: text('VOD_BASE_URL'),
  };
}

/** Where the bucket answers. */
export function bucketUrl(values: Values): string | undefined {
  const { cosEndpoint, cosBucket, cosRegion } = values;
  if (cosEndpoint) return cosEndpoint;
  return cosBucket && cosRegion && `https://${cosBucket}.cos.${cosRegion}.myqcloud.com`;
}

/** Where image addresses begin. */
export function imageUrl(values: Values): string | undefined {
  const { cosDomain } = values;
  if (!cosDomain) return bucketUrl(values);
  const address = /^https?:\/\//.test(cosDomain) ? cosDomain : `https://${cosDomain}`;
  return address.replace(/\/$/, '');
}
