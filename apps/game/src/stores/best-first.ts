/** Scores, best first. Sorted when somebody looks, and only when something has changed since. */

export interface BestFirst {
  set(key: string, score: number): void;
  /** The first `limit` keys with their scores. */
  first(limit: number): (readonly [string, number])[];
}

export function createBestFirst(): BestFirst {
  const scores = new Map<string, number>();
  let sorted: (readonly [string, number])[] | undefined;
  return {
    set(key, score) {
      if (scores.get(key) === score) return;
      scores.set(key, score);
      sorted = undefined;
    },
    first(limit) {
      sorted ??= [...scores].sort(([a, x], [b, y]) => y - x || (a < b ? 1 : -1));
      return sorted.slice(0, limit);
    },
  };
}
