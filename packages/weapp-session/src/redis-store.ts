/** Sessions in Redis: shared by all processes, surviving each of them. */

import type { RedisScript } from './redis-scripts';
import * as scripts from './redis-scripts';
import type { Exchange, FoundSession, SessionRecord, SessionStore } from './store';
import type { Profile } from './user';

/** The part of an ioredis client (`Redis` or `Cluster`) the store uses. */
export interface RedisClient {
  /** ioredis' own word for its connection. */
  readonly status?: string;
  evalsha(sha1: string, keys: number, ...args: string[]): Promise<unknown>;
  eval(lua: string, keys: number, ...args: string[]): Promise<unknown>;
}

/** Where the sessions are kept. */
export interface RedisSessionStoreOptions {
  readonly redis: RedisClient;
  /**
   * Begins every key. Braces around it, added when it has none, keep all keys in one slot of a
   * Redis Cluster: dropping a user's earlier code in one step needs them together.
   */
  readonly prefix?: string;
}

// While it reconnects, ioredis queues commands without a bound; a login that runs later helps nobody.
const GONE = new Set(['close', 'reconnecting', 'end']);

type Run = (script: RedisScript, keys: string[], ...args: (string | number)[]) => Promise<unknown>;

function runnerOf(redis: RedisClient): Run {
  return async function run({ sha1, lua }, keys, ...args) {
    if (GONE.has(redis.status ?? '')) throw new Error(`Redis connection: ${redis.status}`);
    const given = [...keys, ...args.map(String)];
    try {
      return await redis.evalsha(sha1, keys.length, ...given);
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
      return redis.eval(lua, keys.length, ...given);
    }
  };
}

function keysUnder(prefix: string) {
  const tagged = /\{.+\}/.test(prefix) ? prefix : `{${prefix}}`;
  return {
    exchange: (codeName: string) => `${tagged}:exchange:${codeName}`,
    code: (codeName: string) => `${tagged}:code:${codeName}`,
    token: (tokenName: string) => `${tagged}:token:${tokenName}`,
    currentCode: (userId: string) => `${tagged}:user-code:${userId}`,
    tokens: (userId: string) => `${tagged}:user-tokens:${userId}`,
    profile: (userId: string) => `${tagged}:profile:${userId}`,
  };
}

interface Inside {
  readonly run: Run;
  readonly keys: ReturnType<typeof keysUnder>;
}

// The letter in front lets a script tell the states apart without reading JSON.
const letters = { pending: 'p', granted: 'g', failed: 'f' } as const;
const encoded = (exchange: Exchange) => letters[exchange.state] + JSON.stringify(exchange);
const pendingOf = (owner: string) => encoded({ state: 'pending', owner });
const exchangeOf = (value: unknown): Exchange | null =>
  typeof value === 'string' ? JSON.parse(value.slice(1)) : null;
const profileOf = (value: unknown): Profile | null =>
  typeof value === 'string' ? JSON.parse(value) : null;
const sessionValue = (session: SessionRecord) => `${session.id} ${JSON.stringify(session)}`;
const sessionOf = (value: string): SessionRecord => JSON.parse(value.slice(value.indexOf(' ') + 1));

/**
 * Creates a store in Redis 5 or newer. A lookup is one round trip. The client stays the caller's:
 * it is neither connected nor closed here.
 * @example createRedisSessionStore({ redis: new Redis(url), prefix: 'my-app:session' })
 */
export function createRedisSessionStore({
  redis,
  prefix = 'weapp-session',
}: RedisSessionStoreOptions): SessionStore {
  if (typeof redis?.evalsha !== 'function') {
    throw new TypeError('createRedisSessionStore: redis must be an ioredis client');
  }
  const inside = { run: runnerOf(redis), keys: keysUnder(prefix) };
  return { ...exchangesIn(inside), ...codesIn(inside), ...tokensIn(inside) };
}

function exchangesIn({
  run,
  keys,
}: Inside): Pick<SessionStore, 'claimExchange' | 'settleExchange' | 'readExchange'> {
  return {
    async claimExchange(codeName, owner, leaseMs) {
      const pending = pendingOf(owner);
      return exchangeOf(
        await run(scripts.claimExchange, [keys.exchange(codeName)], pending, leaseMs),
      );
    },
    async settleExchange(codeName, owner, outcome, ttlMs) {
      const values = [pendingOf(owner), encoded(outcome), ttlMs];
      return (await run(scripts.settleExchange, [keys.exchange(codeName)], ...values)) === 1;
    },
    async readExchange(codeName) {
      return exchangeOf(await run(scripts.read, [keys.exchange(codeName)]));
    },
  };
}

function foundIn(answer: unknown): { found: FoundSession | null; exchange: Exchange | null } {
  const [session, other] = answer as [string | null, string | null];
  if (session === null) return { found: null, exchange: exchangeOf(other) };
  return { found: { session: sessionOf(session), profile: profileOf(other) }, exchange: null };
}

function codesIn({ run, keys }: Inside): Pick<SessionStore, 'bindCode' | 'findCode' | 'dropCode'> {
  return {
    async bindCode(session, ttlMs, profileTtlMs) {
      const { id, codeName } = session;
      const touched = [keys.code(codeName), keys.currentCode(id), keys.profile(id)];
      const values = [codeName, sessionValue(session), ttlMs, profileTtlMs];
      return profileOf(
        await run(scripts.bindCode, touched, ...values, keys.code(''), keys.exchange('')),
      );
    },
    async findCode(codeName) {
      const touched = [keys.code(codeName), keys.exchange(codeName)];
      const answer = foundIn(await run(scripts.findSession, touched, keys.profile('')));
      return answer.found ?? { pending: answer.exchange?.state === 'pending' };
    },
    async dropCode({ id, codeName }) {
      const touched = [keys.code(codeName), keys.currentCode(id), keys.exchange(codeName)];
      await run(scripts.dropCode, touched, codeName);
    },
  };
}

function tokensIn({
  run,
  keys,
}: Inside): Pick<SessionStore, 'openToken' | 'findToken' | 'dropToken' | 'saveProfile'> {
  return {
    async openToken(tokenName, session, { now, ttlMs, maxTokens, profileTtlMs }) {
      const touched = [keys.token(tokenName), keys.tokens(session.id), keys.profile(session.id)];
      const values = [tokenName, sessionValue(session), now, ttlMs, maxTokens, profileTtlMs];
      return profileOf(await run(scripts.openToken, touched, ...values, keys.token('')));
    },
    async findToken(tokenName) {
      const touched = [keys.token(tokenName)];
      return foundIn(await run(scripts.findSession, touched, keys.profile(''))).found;
    },
    async dropToken(tokenName, { id, codeName }) {
      const touched = [keys.token(tokenName), keys.tokens(id), keys.exchange(codeName)];
      await run(scripts.dropToken, touched, tokenName);
    },
    async saveProfile(userId, profile, ttlMs) {
      await run(scripts.write, [keys.profile(userId)], JSON.stringify(profile), ttlMs);
    },
  };
}
