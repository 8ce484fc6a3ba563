/** The session layer without a web framework: who sends these credentials, and how sessions begin and end. */
import { setTimeout as sleep } from 'node:timers/promises';
import { boundedStore } from './bounded-store';
import { isCode, isGiven, isToken, type SessionCredentials } from './credentials';
import { decryptData, type EncryptedData, type OpenData } from './decrypt-data';
import { exchangeFailed, expired, SessionError } from './errors';
import { createExchanger, type Exchanger, type Grant } from './exchange';
import { createKeys, nameOf, type SessionKeys } from './keys';
import type { SessionSettings } from './options';
import { type RawDataFields, readRawData, verifyRawData } from './raw-data';
import { report } from './report';
import type { FoundSession, SessionRecord, SessionStore } from './store';
import { type Profile, type PublicUser, publicUser, type WxUserInfo } from './user';
import { createWeixin, longestExchangeMs } from './weixin';

/** What a login gives. */
export interface Login {
  /** The token to send in `X-WX-Session`; kept nowhere but on the phone. */
  readonly token: string;
  /** Seconds the token lives. */
  readonly expiresIn: number;
  readonly user: PublicUser;
}

/** Sessions for any transport: HTTP requests, Socket.IO handshakes, messages of a queue. */
export interface Sessions {
  /**
   * The user these credentials belong to; null when there are none.
   * @throws SessionError
   */
  authenticate(credentials: SessionCredentials): Promise<WxUserInfo | null>;
  /**
   * Changes a code of wx.login for a token. The same code may be brought again for 5 minutes, so
   * that a phone which missed the answer can repeat the request.
   * @throws SessionError
   */
  login(code: string): Promise<Login>;
  /**
   * Ends the session of these credentials.
   * @throws SessionError
   */
  logout(credentials: SessionCredentials): Promise<void>;
  /**
   * Keeps what the user filled in, for all sessions of the user; null when `checkProfile` refused it.
   * @throws SessionError
   */
  saveProfile(credentials: SessionCredentials, profile: Profile): Promise<WxUserInfo | null>;
  /**
   * Decrypts open data with the session key of these credentials.
   * @throws SessionError, DecryptError
   */
  decrypt(credentials: SessionCredentials, data: EncryptedData): Promise<OpenData>;
}

/** As long as WeChat would take a code it has not seen. */
const LOGIN_REPEAT_MS = 300_000;
const TOKEN_BYTES = 32;
const OWNER_BYTES = 9;

interface Inside {
  readonly settings: SessionSettings;
  readonly store: SessionStore;
  readonly keys: SessionKeys;
  readonly exchanger: Exchanger;
  /** The longest a pending exchange is waited for, in milliseconds. */
  readonly leaseMs: number;
}

/** A session that was found, and how to end it. */
interface Held extends FoundSession {
  readonly drop: () => Promise<void>;
}

function insideOf(settings: SessionSettings): Inside {
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

function userOf({ session, profile }: FoundSession): WxUserInfo {
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

function recordOf({ keys }: Inside, grant: Grant, code: string, fields: RawDataFields) {
  const { openId, sessionKey, unionId } = grant;
  const sealedKey = keys.seal(sessionKey, openId);
  const record = { openId, id: keys.userId(openId), fields, codeName: nameOf(code), sealedKey };
  return unionId === undefined ? record : { ...record, unionId };
}

/** A first request of 2016. A wrong signature costs the code nothing: who has the right one may still come. */
async function bind(inside: Inside, credentials: SessionCredentials): Promise<Held> {
  const { settings, store, exchanger } = inside;
  const { code } = credentials;
  const rawData = readRawData(credentials.rawData, credentials.signature);
  if (!isCode(code)) throw exchangeFailed('this is no code of wx.login');
  return exchanger.obtain(code, nameOf(code), async (grant) => {
    verifyRawData(rawData, grant.sessionKey);
    const ttlMs = grant.grantedAt + settings.ttlSeconds * 1_000 - settings.now();
    if (ttlMs <= 0) throw expired();
    const session = recordOf(inside, grant, code, rawData.fields);
    const profile = await store.bindCode(session, ttlMs, settings.profileTtlSeconds * 1_000);
    return heldByCode(store, { session, profile });
  });
}

function heldByCode(store: SessionStore, found: FoundSession): Held {
  return { ...found, drop: () => store.dropCode(found.session) };
}

/** A later request of 2016. It may overtake the first one, whose exchange it then waits for. */
async function findCode({ store, settings, leaseMs }: Inside, code: unknown): Promise<Held> {
  if (!isCode(code)) throw expired();
  for (let looks = Math.ceil(leaseMs / settings.pollMs); looks > 0; looks--) {
    const found = await store.findCode(nameOf(code));
    if ('session' in found) return heldByCode(store, found);
    if (!found.pending) break;
    await sleep(settings.pollMs);
  }
  throw expired();
}

async function findToken({ store }: Inside, token: unknown): Promise<Held> {
  const tokenName = isToken(token) ? nameOf(token) : undefined;
  const found = tokenName && (await store.findToken(tokenName));
  if (!found) throw expired();
  return { ...found, drop: () => store.dropToken(tokenName, found.session) };
}

async function find(inside: Inside, credentials: SessionCredentials): Promise<Held | null> {
  const { code, rawData, token } = credentials;
  if (isGiven(token)) return findToken(inside, token);
  if (!isGiven(code)) return null;
  return isGiven(rawData) ? bind(inside, credentials) : findCode(inside, code);
}

async function held(inside: Inside, credentials: SessionCredentials): Promise<Held> {
  const found = await find(inside, credentials);
  if (!found) throw expired('a session is required');
  return found;
}

async function open(inside: Inside, grant: Grant, code: string): Promise<Login> {
  const { now, random, tokenTtlSeconds, profileTtlSeconds, maxTokens } = inside.settings;
  if (now() - grant.grantedAt > LOGIN_REPEAT_MS) {
    throw exchangeFailed('the code has been used');
  }
  const session: SessionRecord = recordOf(inside, grant, code, {});
  const token = random(TOKEN_BYTES).toString('base64url');
  const profile = await inside.store.openToken(nameOf(token), session, {
    now: now(),
    ttlMs: tokenTtlSeconds * 1_000,
    maxTokens,
    profileTtlMs: profileTtlSeconds * 1_000,
  });
  return { token, expiresIn: tokenTtlSeconds, user: publicUser(userOf({ session, profile })) };
}

async function keep(
  { store, settings }: Inside,
  found: FoundSession,
  profile: Profile,
): Promise<WxUserInfo | null> {
  const allowed = await settings.checkProfile(profile, userOf(found));
  if (!allowed) return null;
  await store.saveProfile(found.session.id, profile, settings.profileTtlSeconds * 1_000);
  return userOf({ ...found, profile });
}

function decryptFor({ keys, settings }: Inside, { session }: FoundSession, data: EncryptedData) {
  const sessionKey = keys.unseal(session.sealedKey, session.openId);
  if (sessionKey === undefined) throw expired();
  return decryptData({ ...data, sessionKey, appId: settings.appId });
}

/** Creates the session layer from checked settings. */
export function createSessions(settings: SessionSettings): Sessions {
  const inside = insideOf(settings);
  const reported = <A extends unknown[], T>(call: (...args: A) => Promise<T>) => {
    return async (...args: A): Promise<T> => {
      try {
        return await call(...args);
      } catch (error) {
        if (error instanceof SessionError) report(settings.logger, error);
        throw error;
      }
    };
  };
  return {
    authenticate: reported(async (credentials) => {
      const found = await find(inside, credentials);
      return found && userOf(found);
    }),
    login: reported(async (code) => {
      if (!isCode(code)) throw exchangeFailed('this is no code of wx.login');
      return inside.exchanger.obtain(code, nameOf(code), (grant) => open(inside, grant, code));
    }),
    logout: reported(async (credentials) => (await held(inside, credentials)).drop()),
    saveProfile: reported(async (credentials, profile) =>
      keep(inside, await held(inside, credentials), profile),
    ),
    decrypt: reported(async (credentials, data) =>
      decryptFor(inside, await held(inside, credentials), data),
    ),
  };
}
