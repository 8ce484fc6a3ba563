// Acknowledgements that are waited for.
import type { Clock } from './platform';

export type AckCallback = (...args: unknown[]) => void;

/** Is given the arguments of an acknowledgement, or, when there is a time limit, an error. */
type Settle = (error: Error | null, args: readonly unknown[]) => void;

export interface Acks {
  /**
   * Waits for an acknowledgement.
   * @param timeout in milliseconds; then, and only then, the callback takes an error first
   * @returns the id to send with the event
   */
  add(callback: AckCallback, timeout: number | undefined): number;
  /** The acknowledgement of `id` is there, or none will come; one that nobody waits for is ignored. */
  settle(id: number | undefined, error: Error | null, args: readonly unknown[]): void;
  /** The connection is gone: none will come but for those that are `kept`, which were not sent yet. */
  failAllBut(kept: (id: number) => boolean): void;
}

/** @param onTimeout told the id of an acknowledgement that has not come in time */
export function createAcks(clock: Clock, onTimeout: (id: number) => void): Acks {
  const waiting = new Map<number | undefined, Settle>();
  let next = 0;

  function settle(id: number | undefined, error: Error | null, args: readonly unknown[]): void {
    const take = waiting.get(id);
    waiting.delete(id);
    if (take) take(error, args);
  }

  function timed(callback: AckCallback, timeout: number, id: number): Settle {
    const timer = clock.setTimeout(() => {
      onTimeout(id);
      settle(id, new Error('operation has timed out'), []);
    }, timeout);
    return (error, args) => {
      clock.clearTimeout(timer);
      callback(error, ...args);
    };
  }

  return {
    add(callback, timeout) {
      const id = next++;
      const untimed: Settle = (error, args) => error || callback(...args);
      waiting.set(id, timeout === undefined ? untimed : timed(callback, timeout, id));
      return id;
    },
    settle,
    failAllBut(kept) {
      const error = new Error('socket has been disconnected');
      for (const id of [...waiting.keys()]) if (!kept(id as number)) settle(id, error, []);
    },
  };
}
