/** Many small questions as few large ones, without anyone getting an answer older than the question. */

/** Answers the questions of one batch. */
export type AskMany<K, V> = (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>;

interface Batch<K, V> {
  readonly keys: Set<K>;
  readonly answers: Promise<ReadonlyMap<K, V>>;
  readonly go: () => void;
}

/**
 * Asks for one key. One batch is under way at a time; what is asked meanwhile waits and goes out
 * together as the next one, so every answer was read after its question was put. The load on the
 * store is the same for one reader and for a thousand.
 */
export function inBatches<K, V>(ask: AskMany<K, V>): (key: K) => Promise<V | undefined> {
  let running = false;
  let waiting: Batch<K, V> | undefined;
  const next = () => {
    const batch = waiting;
    waiting = undefined;
    running = batch !== undefined;
    batch?.go();
    batch?.answers.then(next, next);
  };
  return async (key) => {
    waiting ??= createBatch(ask);
    const { keys, answers } = waiting;
    keys.add(key);
    if (!running) {
      running = true;
      // Requests that arrived in the same turn of the event loop go out together.
      setImmediate(next);
    }
    return (await answers).get(key);
  };
}

function createBatch<K, V>(ask: AskMany<K, V>): Batch<K, V> {
  const keys = new Set<K>();
  let go: () => void = () => undefined;
  const started = new Promise<void>((resolve) => {
    go = resolve;
  });
  return { keys, answers: started.then(() => ask([...keys])), go };
}
