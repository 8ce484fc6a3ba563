/** Puts a time limit on every call of a store and one name on every way it can fail. */
import { unavailable } from './errors';
import type { SessionStore } from './store';

async function within<T>(call: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    const late = () => reject(new Error(`the session store took more than ${timeoutMs} ms`));
    timer = setTimeout(late, timeoutMs);
  });
  try {
    return await Promise.race([call, limit]);
  } catch (cause) {
    throw unavailable(cause);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Wraps a store. Calls that take more than `timeoutMs` milliseconds, or fail, throw SessionError
 * ERR_SESSION_UNAVAILABLE with the fault as its cause.
 */
export function boundedStore(store: SessionStore, timeoutMs: number): SessionStore {
  const limited = <A extends unknown[], T>(call: (...args: A) => Promise<T>) => {
    return async (...args: A) => within((async () => call.apply(store, args))(), timeoutMs);
  };
  return {
    claimExchange: limited(store.claimExchange),
    settleExchange: limited(store.settleExchange),
    readExchange: limited(store.readExchange),
    bindCode: limited(store.bindCode),
    findCode: limited(store.findCode),
    dropCode: limited(store.dropCode),
    openToken: limited(store.openToken),
    findToken: limited(store.findToken),
    dropToken: limited(store.dropToken),
    saveProfile: limited(store.saveProfile),
  };
}
