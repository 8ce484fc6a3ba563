/** Runs database work within a time limit, with outages named as such. */
import { withTimeout } from '@weapp-samples/service';
import { describeError, isOutage, StoreUnavailableError } from './store-error';

/** Runs the work of a store. */
export interface Bounded {
  /** A read: tried once more when its connection turns out to be dead. */
  read<T>(work: () => Promise<T>): Promise<T>;
  /**
   * A write. `alive` throws once the client has been told that it failed: called as the last thing
   * in a transaction it keeps what nobody was told of from being committed late.
   */
  write<T>(work: (alive: () => void) => Promise<T>): Promise<T>;
}

/** @param timeoutMs milliseconds until StoreUnavailableError, the second try of a read included */
export function bounded(timeoutMs: number): Bounded {
  return {
    read: (work) => limit(() => work().catch((error) => again(work, error)), timeoutMs),
    write: (work) => limit(work, timeoutMs),
  };
}

async function limit<T>(work: (alive: () => void) => Promise<T>, ms: number): Promise<T> {
  let over = false;
  const alive = () => {
    if (over) throw new StoreUnavailableError('the write came too late');
  };
  try {
    return await withTimeout(work(alive), ms, 'the database did not answer in time');
  } catch (error) {
    const late = !over && error instanceof Error && error.message.startsWith('the database did');
    over = true;
    throw late ? new StoreUnavailableError(error.message) : describeError(error);
  }
}

function again<T>(work: () => Promise<T>, error: unknown): Promise<T> {
  const { code } = error as { code?: unknown };
  const dead = ['ECONNRESET', 'EPIPE', 'PROTOCOL_CONNECTION_LOST'].includes(String(code));
  if (!dead || !isOutage(error)) throw error;
  return work();
}
