/** A limit on how often something happens: so many a second for long, twice as many at once. */

/** Whether one more is allowed now. */
export type Allow = () => boolean;

/** A token bucket; `now` gives milliseconds. */
export function tokenBucket(perSecond: number, now: () => number): Allow {
  const most = perSecond * 2;
  let tokens = most;
  let last = now();
  return () => {
    const at = now();
    tokens = Math.min(most, tokens + ((at - last) * perSecond) / 1000);
    last = at;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
