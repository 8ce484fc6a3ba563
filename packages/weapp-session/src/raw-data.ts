/** rawData of wx.getUserInfo: judged by form and size first, by WeChat's signature second. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { untrusted } from './errors';
import type { RawDataValue } from './user';

/** The longest rawData taken, in characters. WeChat sends some hundred. */
export const RAW_DATA_MAX_LENGTH = 16_384;

/** The fields of rawData that are kept. */
export type RawDataFields = Readonly<Record<string, RawDataValue>>;

/** rawData and its signature, of the right form but not yet checked against a session key. */
export interface SignedRawData {
  readonly text: string;
  readonly signature: Buffer;
  readonly fields: RawDataFields;
}

/** No lone surrogates: what holds one is no text, and databases refuse it. */
export const isWellFormed = (text: string) => !/\p{Surrogate}/u.test(text);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw untrusted('rawData is not JSON');
  }
}

const isFlat = (field: [string, unknown]): field is [string, RawDataValue] =>
  ['string', 'number', 'boolean'].includes(typeof field[1]);

function fieldsOf(data: unknown): RawDataFields {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    throw untrusted('rawData is not an object');
  }
  if (Object.hasOwn(data, '__proto__')) throw untrusted('rawData has a field WeChat never sends');
  const fields = Object.entries(data);
  if (fields.flat().some((text) => typeof text === 'string' && !isWellFormed(text))) {
    throw untrusted('rawData is not well-formed Unicode');
  }
  return Object.fromEntries(fields.filter(isFlat));
}

/**
 * Reads rawData and its signature. Nested fields are left out: WeChat's rawData is flat.
 * @throws SessionError ERR_UNTRUSTED_RAW_DATA
 */
export function readRawData(text: unknown, signature: unknown): SignedRawData {
  if (typeof text !== 'string') throw untrusted('rawData is not text');
  if (text.length > RAW_DATA_MAX_LENGTH) throw untrusted('rawData is too long');
  if (!isWellFormed(text)) throw untrusted('rawData is not well-formed Unicode');
  if (typeof signature !== 'string' || !/^[0-9a-f]{40}$/i.test(signature)) {
    throw untrusted('the signature is not 40 hexadecimal digits');
  }
  return { text, signature: Buffer.from(signature, 'hex'), fields: fieldsOf(parsed(text)) };
}

/**
 * WeChat's signature of rawData: sha1(rawData + session_key), as bytes.
 * Follows "Signature verification and encryption of open data" of the mini-program documentation.
 */
export function signRawData(rawData: string, sessionKey: string): Buffer {
  return createHash('sha1')
    .update(rawData + sessionKey, 'utf8')
    .digest();
}

/**
 * Checks the signature in constant time.
 * @throws SessionError ERR_UNTRUSTED_RAW_DATA
 */
export function verifyRawData({ text, signature }: SignedRawData, sessionKey: string): void {
  if (!timingSafeEqual(signature, signRawData(text, sessionKey))) {
    throw untrusted('the signature of rawData does not match');
  }
}
