/** Runs database work within a time limit, with outages named as such. */
import { withTimeout } from '@weapp-samples/service';
import { StoreUnavailableError } from './store-error';

/** Runs the work of a store. */
export type Bounded = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * @param timeoutMs milliseconds until StoreUnavailableError
 * @param isOutage whether an error says that the database cannot be used, as opposed to a wrong query
 */
export function bounded(timeoutMs: number, isOutage: (error: unknown) => boolean): Bounded {
  const late = `no answer within ${timeoutMs} ms`;
  return async (work) => {
    try {
      return await withTimeout(work(), timeoutMs, late);
    } catch (cause) {
      const outage = isOutage(cause) || (cause instanceof Error && cause.message === late);
      if (!outage || cause instanceof StoreUnavailableError) throw cause;
      throw new StoreUnavailableError('the drawings cannot be reached', { cause });
    }
  };
}
