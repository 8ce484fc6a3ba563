/** The session layer without a web framework: who sends these credentials, and how sessions begin and end. */
import { isCode, type SessionCredentials } from './credentials';
import { decryptData, type EncryptedData, type OpenData } from './decrypt-data';
import { exchangeFailed, expired, SessionError } from './errors';
import type { Grant } from './exchange';
import { nameOf } from './keys';
import { find, held } from './lookup';
import type { SessionSettings } from './options';
import { type Inside, insideOf, recordOf, userOf } from './parts';
import { report } from './report';
import type { FoundSession } from './store';
import { type Profile, type PublicUser, publicUser, type WxUserInfo } from './user';

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

async function open(inside: Inside, grant: Grant, code: string): Promise<Login> {
  const { now, random, tokenTtlSeconds, profileTtlSeconds, maxTokens } = inside.settings;
  if (now() - grant.grantedAt > LOGIN_REPEAT_MS) {
    throw exchangeFailed('the code has been used');
  }
  const session = recordOf(inside, grant, code, {});
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
