// Notices a server that has gone silent, within the time its handshake allows.
import type { Clock } from './platform';

export interface Heartbeat {
  /** No probe waits, and the silence is not too long, even if no timer could fire (a suspended app). */
  alive(): boolean;
  /** Something was heard; answers whether a probe was waiting for that. */
  heard(): boolean;
  /** Allows `ms` of silence from now on; answers whether a question must be asked for that. */
  probe(ms: number): boolean;
  stop(): void;
}

/**
 * @param limit longest silence of a live server, in milliseconds
 * @param onSilent called when it has lasted longer
 */
export function createHeartbeat(clock: Clock, limit: number, onSilent: () => void): Heartbeat {
  let last = clock.now();
  let timer: unknown;
  let waiting: unknown;

  const left = () => {
    const now = clock.now();
    // The phone's clock may be set back.
    last = Math.min(last, now);
    return last + limit - now;
  };
  // One timer for the whole limit, set again for what is left of it: messages in between cost nothing.
  const check = () => {
    if (left() > 0) timer = clock.setTimeout(check, left());
    else onSilent();
  };
  const heard = () => {
    const answered = !!waiting;
    last = clock.now();
    clock.clearTimeout(waiting);
    waiting = 0;
    return answered;
  };

  check();
  return {
    alive: () => !waiting && left() > 0,
    heard,
    probe(ms) {
      if (waiting || !ms) return false;
      waiting = clock.setTimeout(onSilent, left() > 0 ? ms : 0);
      return true;
    },
    stop() {
      clock.clearTimeout(timer);
      heard();
    },
  };
}
