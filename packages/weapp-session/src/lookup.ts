/** Whose session these credentials are, in both protocols. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isCode, isGiven, isToken, type SessionCredentials } from './credentials';
import { exchangeFailed, expired } from './errors';
import { nameOf } from './keys';
import { type Inside, recordOf } from './parts';
import { readRawData, verifyRawData } from './raw-data';
import type { FoundSession, SessionStore } from './store';

/** A session that was found, and how to end it. */
export interface Held extends FoundSession {
  readonly drop: () => Promise<void>;
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

/**
 * The session of these credentials; null when there are none.
 * @throws SessionError
 */
export async function find(inside: Inside, credentials: SessionCredentials): Promise<Held | null> {
  const { code, rawData, token } = credentials;
  if (isGiven(token)) return findToken(inside, token);
  if (!isGiven(code)) return null;
  return isGiven(rawData) ? bind(inside, credentials) : findCode(inside, code);
}

/**
 * The session of these credentials.
 * @throws SessionError, also when there are none
 */
export async function held(inside: Inside, credentials: SessionCredentials): Promise<Held> {
  const found = await find(inside, credentials);
  if (!found) throw expired('a session is required');
  return found;
}
