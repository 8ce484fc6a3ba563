// How long to wait before the next attempt: exponential, with jitter so that clients do not return in step.
import type { Settings } from './options';

/**
 * A wait in milliseconds, spread evenly around the doubled one and never past the longest.
 * @param attempts made so far, from 0
 */
export function backoff(settings: Settings, attempts: number): number {
  const { reconnectionDelay, reconnectionDelayMax, randomizationFactor, clock } = settings;
  // The cap leaves room for the spread: capped after it, half of all clients would wait equally long.
  const cap = reconnectionDelayMax / (1 + randomizationFactor);
  const base = Math.min(cap, reconnectionDelay * 2 ** attempts);
  return base * (1 + randomizationFactor * (2 * clock.random() - 1));
}
