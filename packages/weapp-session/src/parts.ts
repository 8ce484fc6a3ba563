/** The parts the session layer is made of, and what they have in common. */
import { boundedStore } from './bounded-store';
import { createExchanger, type Exchanger, type Grant } from './exchange';
import { createKeys, nameOf, type SessionKeys } from './keys';
import type { SessionSettings } from './options';
import type { RawDataFields } from './raw-data';
import type { FoundSession, SessionRecord, SessionStore } from './store';
import type { WxUserInfo } from './user';
import { createWeixin, longestExchangeMs } from './weixin';

/** The parts of one session layer. */
export interface Inside {
  readonly settings: SessionSettings;
  readonly store: SessionStore;
  readonly keys: SessionKeys;
  readonly exchanger: Exchanger;
  /** The longest a pending exchange is waited for, in milliseconds. */
  readonly leaseMs: number;
}

const OWNER_BYTES = 9;

/** Makes the parts from checked settings. */
export function insideOf(settings: SessionSettings): Inside {
  const { now, pollMs, random, storeTimeoutMs } = settings;
  const store = boundedStore(settings.store, storeTimeoutMs);
  const keys = createKeys(settings.idSecret, settings.appSecret, random);
  // An exchange is WeChat's part and three calls of the store.
  const leaseMs = longestExchangeMs(settings) + 3 * storeTimeoutMs;
  const ask = createWeixin(settings);
  const newOwner = () => random(OWNER_BYTES).toString('base64url');
  const grantTtlMs = settings.ttlSeconds * 1_000;
  const exchange = { store, ask, keys, newOwner, leaseMs, pollMs, grantTtlMs, now };
  return { settings, store, keys, exchanger: createExchanger(exchange), leaseMs };
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

/** The user of a session: WeChat's answer, what the user filled in, and rawData, in this order. */
export function userOf({ session, profile }: FoundSession): WxUserInfo {
  const { openId, id, unionId } = session;
  // What names the user is WeChat's answer alone, whatever rawData says.
  const { unionId: _, ...fields } = session.fields;
  return {
    ...fields,
    ...(unionId !== undefined && { unionId }),
    nickName: profile?.nickName ?? textOf(fields.nickName),
    avatarUrl: profile?.avatarUrl ?? textOf(fields.avatarUrl),
    openId,
    id,
  };
}

/** The record of a new session. */
export function recordOf(
  { keys }: Inside,
  grant: Grant,
  code: string,
  fields: RawDataFields,
): SessionRecord {
  const { openId, sessionKey, unionId } = grant;
  const sealedKey = keys.seal(sessionKey, openId);
  const record = { openId, id: keys.userId(openId), fields, codeName: nameOf(code), sealedKey };
  return unionId === undefined ? record : { ...record, unionId };
}
