/** Sessions in the memory of one process: for development, tests and services of one process. */
import { ExpiringMap } from './expiring-map';
import type { Exchange, FoundSession, SessionRecord, SessionStore } from './store';
import type { Profile } from './user';

/** How much a memory store holds. */
export interface MemorySessionStoreOptions {
  /** The most sessions, and as many exchanges and profiles; the oldest go first. */
  readonly maxEntries?: number;
  /** The time in Unix milliseconds. */
  readonly now?: () => number;
}

interface Held {
  readonly exchanges: ExpiringMap<Exchange>;
  readonly codes: ExpiringMap<SessionRecord>;
  readonly tokens: ExpiringMap<SessionRecord>;
  /** A user's current code, by user id. */
  readonly currentCodes: ExpiringMap<string>;
  /** A user's token names, oldest first, by user id. */
  readonly tokenNames: ExpiringMap<readonly string[]>;
  readonly profiles: ExpiringMap<Profile>;
}

/**
 * Creates a store in memory. Nothing survives the process, and other processes do not see it.
 * @example createMemorySessionStore({ maxEntries: 50_000 })
 */
export function createMemorySessionStore({
  maxEntries = 10_000,
  now = Date.now,
}: MemorySessionStoreOptions = {}): SessionStore {
  if (!(Number.isInteger(maxEntries) && maxEntries > 0)) {
    throw new TypeError('createMemorySessionStore: maxEntries must be a positive integer');
  }
  const map = <V>() => new ExpiringMap<V>(maxEntries, now);
  // Apart from each other, so that a flood of invented codes cannot push out sessions.
  const held: Held = {
    exchanges: map(),
    codes: map(),
    tokens: map(),
    currentCodes: map(),
    tokenNames: map(),
    profiles: map(),
  };
  return { ...exchangesIn(held), ...codesIn(held), ...tokensIn(held) };
}

function exchangesIn({
  exchanges,
}: Held): Pick<SessionStore, 'claimExchange' | 'settleExchange' | 'readExchange'> {
  return {
    async claimExchange(codeName, owner, leaseMs) {
      const exchange = exchanges.get(codeName);
      if (exchange && exchange.state !== 'failed') return exchange;
      exchanges.set(codeName, { state: 'pending', owner }, leaseMs);
      return null;
    },
    async settleExchange(codeName, owner, outcome, ttlMs) {
      const exchange = exchanges.get(codeName);
      const taken = exchange && !(exchange.state === 'pending' && exchange.owner === owner);
      if (!taken) exchanges.set(codeName, outcome, ttlMs);
      return !taken;
    },
    async readExchange(codeName) {
      return exchanges.get(codeName) ?? null;
    },
  };
}

function profileOf({ profiles }: Held, id: string, ttlMs?: number): Profile | null {
  const profile = profiles.get(id);
  if (profile && ttlMs !== undefined) profiles.set(id, profile, ttlMs);
  return profile ?? null;
}

function found(held: Held, session: SessionRecord): FoundSession {
  return { session, profile: profileOf(held, session.id) };
}

function codesIn(held: Held): Pick<SessionStore, 'bindCode' | 'findCode' | 'dropCode'> {
  const { codes, currentCodes, exchanges } = held;
  return {
    async bindCode(session, ttlMs, profileTtlMs) {
      const earlier = currentCodes.get(session.id);
      if (earlier !== undefined && earlier !== session.codeName) {
        codes.delete(earlier);
        exchanges.delete(earlier);
      }
      codes.set(session.codeName, session, ttlMs);
      currentCodes.set(session.id, session.codeName, ttlMs);
      return profileOf(held, session.id, profileTtlMs);
    },
    async findCode(codeName) {
      const session = codes.get(codeName);
      if (session) return found(held, session);
      return { pending: exchanges.get(codeName)?.state === 'pending' };
    },
    async dropCode({ id, codeName }) {
      codes.delete(codeName);
      exchanges.delete(codeName);
      if (currentCodes.get(id) === codeName) currentCodes.delete(id);
    },
  };
}

function tokensIn(
  held: Held,
): Pick<SessionStore, 'openToken' | 'findToken' | 'dropToken' | 'saveProfile'> {
  const { tokens, tokenNames, exchanges, profiles } = held;
  return {
    async openToken(tokenName, session, { ttlMs, maxTokens, profileTtlMs }) {
      const names = (tokenNames.get(session.id) ?? []).filter((name) => tokens.get(name));
      const kept = maxTokens > 1 ? names.slice(1 - maxTokens) : [];
      for (const name of names.slice(0, names.length - kept.length)) tokens.delete(name);
      tokens.set(tokenName, session, ttlMs);
      tokenNames.set(session.id, [...kept, tokenName], ttlMs);
      return profileOf(held, session.id, profileTtlMs);
    },
    async findToken(tokenName) {
      const session = tokens.get(tokenName);
      return session ? found(held, session) : null;
    },
    async dropToken(tokenName, { id, codeName }) {
      tokens.delete(tokenName);
      exchanges.delete(codeName);
      const names = (tokenNames.get(id) ?? []).filter((name) => tokens.get(name));
      if (names.length === 0) tokenNames.delete(id);
    },
    async saveProfile(userId, profile, ttlMs) {
      profiles.set(userId, profile, ttlMs);
    },
  };
}
