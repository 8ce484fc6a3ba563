/**
 * What runs inside Redis, each at once and undisturbed. Every key of a game has the same hash tag, so all of them
 * are on one node of a cluster; keys a script finds in what it reads (rooms, players) have the tag too.
 */
import { createHash } from 'node:crypto';

/** A Lua script and its name in Redis' cache. */
export interface RedisScript {
  readonly lua: string;
  readonly sha1: string;
}

const script = (lua: string): RedisScript => ({
  lua,
  sha1: createHash('sha1').update(lua).digest('hex'),
});

const now = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function whole(number) return string.format('%.0f', number) end
`;

/** KEYS: records. Answers the time and the records. */
export const read = script(`${now}
return { now, unpack(redis.call('MGET', unpack(KEYS))) }
`);

/** KEYS: open rooms. ARGV: limit, what the key of a room begins with. Answers the time, then ids and records by turns. */
export const readOpen = script(`${now}
local answer = { now }
for _, id in ipairs(redis.call('ZRANGE', KEYS[1], 0, ARGV[1] - 1)) do
  answer[#answer + 1] = id
  answer[#answer + 1] = redis.call('GET', ARGV[2] .. id)
end
return answer
`);

/**
 * KEYS: open rooms, agenda, leaderboard, records. ARGV: a plan in JSON, then the records to write.
 * The plan: \`open\` (the oldest open rooms must still be these, false for any);
 * \`records\`: for each record the version it must have ('' for absent, false for any), what to do
 * (0 nothing, 1 write, 2 delete) and its ttl; \`rooms\`: id, place among the open rooms or false, time on
 * the agenda or false; \`leaders\`: key and score. Answers 1, or 0 when something has changed meanwhile.
 */
export const commit = script(`
local plan = cjson.decode(ARGV[1])
if plan.open then
  local ids = redis.call('ZRANGE', KEYS[1], 0, plan.open.limit - 1)
  if #ids ~= #plan.open.ids then return 0 end
  for i, id in ipairs(plan.open.ids) do
    if ids[i] ~= id then return 0 end
  end
end
for i, record in ipairs(plan.records) do
  local version = record[1]
  if version then
    local value = redis.call('GET', KEYS[3 + i])
    if version == '' then
      if value then return 0 end
    elseif not value or string.sub(value, 1, #version) ~= version then
      return 0
    end
  end
end
local value = 1
for i, record in ipairs(plan.records) do
  if record[2] == 1 then
    value = value + 1
    redis.call('SET', KEYS[3 + i], ARGV[value], 'PX', record[3])
  elseif record[2] == 2 then
    redis.call('DEL', KEYS[3 + i])
  end
end
for _, room in ipairs(plan.rooms) do
  if room[2] then redis.call('ZADD', KEYS[1], room[2], room[1]) else redis.call('ZREM', KEYS[1], room[1]) end
  if room[3] then redis.call('ZADD', KEYS[2], room[3], room[1]) else redis.call('ZREM', KEYS[2], room[1]) end
end
if #plan.rooms > 0 then
  redis.call('PEXPIRE', KEYS[1], plan.listMs)
  redis.call('PEXPIRE', KEYS[2], plan.listMs)
end
for _, leader in ipairs(plan.leaders) do redis.call('ZADD', KEYS[3], leader[2], leader[1]) end
if #plan.leaders > 0 then redis.call('PEXPIRE', KEYS[3], plan.leadersMs) end
return 1
`);

/** KEYS: agenda. ARGV: limit, lease. Answers in how many ms something else is due (−1 for nothing), then the rooms taken. */
export const due = script(`${now}
local ids = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', whole(now), 'LIMIT', 0, ARGV[1])
for _, id in ipairs(ids) do redis.call('ZADD', KEYS[1], whole(now + ARGV[2]), id) end
local first = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
local wait = -1
if first[2] then wait = math.max(0, tonumber(first[2]) - now) end
return { wait, unpack(ids) }
`);

/** KEYS: processes, agenda. ARGV: process, its players, lease, how long the dead are remembered. */
export const beat = script(`${now}
redis.call('HSET', KEYS[1], ARGV[1], whole(now + ARGV[3]) .. ':' .. ARGV[2])
local all = redis.call('HGETALL', KEYS[1])
local answer = { now, redis.call('ZCARD', KEYS[2]) }
for i = 1, #all, 2 do
  local aliveUntil = tonumber(string.match(all[i + 1], '^%d+'))
  if aliveUntil + ARGV[4] < now then
    redis.call('HDEL', KEYS[1], all[i])
  else
    answer[#answer + 1] = all[i]
    answer[#answer + 1] = all[i + 1]
  end
end
redis.call('PEXPIRE', KEYS[1], ARGV[3] + ARGV[4])
return answer
`);

/** KEYS: places, their ends. ARGV: player, longitude, latitude, kilometres, ttl, most. Answers how many others are near. */
export const near = script(`${now}
local old = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', whole(now), 'LIMIT', 0, 1000)
if #old > 0 then
  redis.call('ZREM', KEYS[1], unpack(old))
  redis.call('ZREM', KEYS[2], unpack(old))
end
redis.call('GEOADD', KEYS[1], ARGV[2], ARGV[3], ARGV[1])
redis.call('ZADD', KEYS[2], whole(now + ARGV[5]), ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[5])
redis.call('PEXPIRE', KEYS[2], ARGV[5])
local found = redis.call('GEOSEARCH', KEYS[1], 'FROMLONLAT', ARGV[2], ARGV[3],
  'BYRADIUS', ARGV[4], 'km', 'COUNT', ARGV[6] + 1, 'ANY')
local others = 0
for _, key in ipairs(found) do
  if key ~= ARGV[1] then others = others + 1 end
end
return math.min(others, tonumber(ARGV[6]))
`);

/** KEYS: places, their ends. ARGV: ttl, players. */
export const keepPlaces = script(`${now}
for i = 2, #ARGV do redis.call('ZADD', KEYS[2], 'XX', whole(now + ARGV[1]), ARGV[i]) end
redis.call('PEXPIRE', KEYS[1], ARGV[1])
redis.call('PEXPIRE', KEYS[2], ARGV[1])
return 1
`);

/** KEYS: leaderboard. ARGV: limit, what the key of a player begins with. Answers scores and records by turns. */
export const leaders = script(`
local best = redis.call('ZREVRANGE', KEYS[1], 0, ARGV[1] - 1, 'WITHSCORES')
local answer = {}
for i = 1, #best, 2 do
  local record = redis.call('GET', ARGV[2] .. best[i])
  if record then
    answer[#answer + 1] = best[i + 1]
    answer[#answer + 1] = record
  else
    redis.call('ZREM', KEYS[1], best[i])
  end
end
return answer
`);
