/** Redis: reachable, new enough, does what sessions and rooms need, and forgets nothing by itself. */
import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import {
  type Check,
  type Finding,
  good,
  isOlder,
  placeOf,
  skipped,
  warning,
  whyUnreachable,
  wrong,
} from '../finding';

const what = 'Redis';
/** Streams carry what processes of the game tell each other; 6.2 brought the trimming that is used. */
const oldest = [6, 2];

export function redisCheck(url: string | undefined): Check {
  return async () => {
    if (!url) return [skipped(what, 'REDIS_URL is not set')];
    const redis = new Redis(url, {
      lazyConnect: true,
      connectTimeout: 3000,
      commandTimeout: 3000,
      maxRetriesPerRequest: 0,
      retryStrategy: () => null,
    });
    let last: Error | undefined;
    redis.on('error', (error) => {
      last = error;
    });
    try {
      await redis.connect();
      return await look(redis);
    } catch (error) {
      return [explain(last ?? error, url)];
    } finally {
      redis.disconnect();
    }
  };
}

async function look(redis: Redis): Promise<Finding[]> {
  const version = /redis_version:(\S+)/.exec(await redis.info('server'))?.[1] ?? '0';
  if (isOlder(version, oldest)) {
    return [
      wrong(what, `version ${version} is too old`, `install Redis ${oldest.join('.')} or newer`),
    ];
  }
  await tryCommands(redis);
  const found = good(what, `version ${version}, may do what sessions and rooms need`);
  const policy = await redis.config('GET', 'maxmemory-policy').catch(() => undefined);
  const eviction = (policy as string[] | undefined)?.[1] ?? 'noeviction';
  if (eviction === 'noeviction') return [found];
  const said = `when its memory is full it forgets sessions and rooms (maxmemory-policy ${eviction})`;
  return [found, warning(what, said, 'CONFIG SET maxmemory-policy noeviction')];
}

async function tryCommands(redis: Redis): Promise<void> {
  const key = `weapp-samples:doctor:${randomBytes(6).toString('hex')}`;
  try {
    await redis.set(key, '1', 'PX', 10_000);
    await redis.eval("return redis.call('GET', KEYS[1])", 1, key);
    await redis.del(key);
    await redis.xadd(key, 'MAXLEN', '~', 10, '*', 'probe', '1');
  } finally {
    await redis.del(key).catch(() => undefined);
  }
}

function explain(error: unknown, url: string): Finding {
  const text = error instanceof Error ? error.message : String(error);
  const at = placeOf(url);
  if (/NOAUTH/.test(text)) {
    return wrong(what, `${at} asks for a password`, 'REDIS_URL=redis://:password@host:6379');
  }
  if (/WRONGPASS|invalid password/.test(text)) {
    return wrong(what, `${at} refuses the password`, 'REDIS_URL: see requirepass or the ACL user');
  }
  if (/NOPERM/.test(text)) {
    const mend = 'ACL SETUSER name ~* +@all -@admin +info';
    return wrong(what, `the user may not do all that is needed: ${text}`, mend);
  }
  const away = whyUnreachable(error);
  const why = away ?? text;
  return wrong(what, `${at} cannot be used: ${why}`, 'start Redis there, or see REDIS_URL');
}
