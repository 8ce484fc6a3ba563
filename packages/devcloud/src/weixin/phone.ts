/** The phone's part of a login: what wx.login and wx.getUserInfo give the program (WX: 开放数据校验与解密). */
import { createCipheriv, createHash } from 'node:crypto';
import { WeixinError } from './errors';

/** Who holds the phone. */
export interface WeixinUser {
  readonly nickName: string;
  readonly avatarUrl: string;
  /** Tells users apart; by default nickName and avatarUrl together do. Not part of the profile. */
  readonly id?: string;
  readonly [field: string]: unknown;
}

/** What wx.getUserInfo gives, together with the code of wx.login. */
export interface WeixinLogin {
  readonly code: string;
  readonly userInfo: Readonly<Record<string, unknown>>;
  readonly rawData: string;
  /** Hex sha1(rawData + session_key). */
  readonly signature: string;
  /** Base64, AES-128-CBC. */
  readonly encryptedData: string;
  /** Base64. */
  readonly iv: string;
}

/** What signs and encrypts a profile. */
export interface Sealing {
  /** Base64, 16 bytes. */
  readonly sessionKey: string;
  readonly openId: string;
  readonly appId: string;
  /** Unix seconds. */
  readonly timestamp: number;
  /** 16 bytes. */
  readonly iv: Buffer;
}

const DEFAULTS = { gender: 0, language: 'zh_CN', city: '', province: '', country: '' };

/** @throws WeixinError 47001, naming the field that is wrong */
export function parseUser(value: unknown): WeixinUser {
  if (typeof value !== 'object' || value === null)
    throw new WeixinError(47001, 'user must be an object');
  const { nickName, avatarUrl = '', id } = value as Record<string, unknown>;
  if (typeof nickName !== 'string' || nickName === '')
    throw new WeixinError(47001, 'user.nickName must be a string that is not empty');
  if (typeof avatarUrl !== 'string')
    throw new WeixinError(47001, 'user.avatarUrl must be a string');
  if (id !== undefined && typeof id !== 'string')
    throw new WeixinError(47001, 'user.id must be a string');
  return { ...(value as Record<string, unknown>), nickName, avatarUrl };
}

/** Signs and encrypts the profile of a user. */
export function sealProfile(
  { id: _id, nickName, avatarUrl, ...rest }: WeixinUser,
  { sessionKey, openId, appId, timestamp, iv }: Sealing,
): Omit<WeixinLogin, 'code'> {
  const userInfo = { nickName, ...DEFAULTS, ...rest, avatarUrl };
  const rawData = JSON.stringify(userInfo);
  const plain = { openId, ...userInfo, watermark: { timestamp, appid: appId } };
  const cipher = createCipheriv('aes-128-cbc', Buffer.from(sessionKey, 'base64'), iv);
  const encrypted = [cipher.update(JSON.stringify(plain), 'utf8'), cipher.final()];
  return {
    userInfo,
    rawData,
    signature: createHash('sha1')
      .update(rawData + sessionKey)
      .digest('hex'),
    encryptedData: Buffer.concat(encrypted).toString('base64'),
    iv: iv.toString('base64'),
  };
}
