/**
 * The scripts of the Redis store. Each is one step of the store: Redis runs it whole or not at all.
 * Some touch keys they only learn about while they run (a user's earlier code); all keys share one
 * hash tag, hence one slot, so that this is sound on a Redis Cluster as well.
 */
import { createHash } from 'node:crypto';

/** A script and the name Redis knows it by. */
export interface RedisScript {
  readonly lua: string;
  readonly sha1: string;
}

function script(lua: string): RedisScript {
  return { lua, sha1: createHash('sha1').update(lua).digest('hex') };
}

/** KEYS the one to read. */
export const read = script(`return redis.call('GET', KEYS[1])`);

/** KEYS the one to write; ARGV value, ttl. */
export const write = script(`return redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])`);

/** KEYS exchange; ARGV pending value, lease. An exchange that failed begins with `f`. */
export const claimExchange = script(`
local there = redis.call('GET', KEYS[1])
if there and string.sub(there, 1, 1) ~= 'f' then return there end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return false`);

/** KEYS exchange; ARGV own pending value, outcome, ttl. */
export const settleExchange = script(`
local there = redis.call('GET', KEYS[1])
if there and there ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1`);

/** KEYS session, current code, profile; ARGV code name, session, ttl, profile ttl, two key prefixes. */
export const bindCode = script(`
local earlier = redis.call('GET', KEYS[2])
if earlier and earlier ~= ARGV[1] then
  redis.call('DEL', ARGV[5] .. earlier, ARGV[6] .. earlier)
end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[3])
redis.call('PEXPIRE', KEYS[3], ARGV[4])
return redis.call('GET', KEYS[3])`);

/**
 * KEYS session and, for a code, its exchange; ARGV profile key prefix. A session is stored as
 * `<user id> <JSON>`, so that its profile is found in the same step.
 */
export const findSession = script(`
local session = redis.call('GET', KEYS[1])
if not session then return { false, KEYS[2] and redis.call('GET', KEYS[2]) or false } end
local id = string.match(session, '^[^ ]+')
return { session, redis.call('GET', ARGV[1] .. id) }`);

/** KEYS session, current code, exchange; ARGV code name. */
export const dropCode = script(`
redis.call('DEL', KEYS[1], KEYS[3])
if redis.call('GET', KEYS[2]) == ARGV[1] then redis.call('DEL', KEYS[2]) end
return 1`);

/**
 * KEYS session, the user's tokens, profile;
 * ARGV token name, session, now, ttl, most tokens, profile ttl, session key prefix.
 */
export const openToken = script(`
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', ARGV[3] - ARGV[4])
while redis.call('ZCARD', KEYS[2]) >= tonumber(ARGV[5]) do
  redis.call('DEL', ARGV[7] .. redis.call('ZPOPMIN', KEYS[2])[1])
end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[4])
redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
redis.call('PEXPIRE', KEYS[2], ARGV[4])
redis.call('PEXPIRE', KEYS[3], ARGV[6])
return redis.call('GET', KEYS[3])`);

/** KEYS session, the user's tokens, exchange; ARGV token name. */
export const dropToken = script(`
redis.call('DEL', KEYS[1], KEYS[3])
redis.call('ZREM', KEYS[2], ARGV[1])
return 1`);
