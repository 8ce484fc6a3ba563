/** Work on many requests at a time: what comes while some are under way waits, and is then taken together. */

/** So many are taken together at most. */
const limit = 32;

/**
 * @param work answers requests, in their order
 * @returns asks for one; rejects when the work on its company fails
 */
export function createGathering<Q, A>(
  work: (requests: readonly Q[]) => Promise<readonly A[]>,
): (request: Q) => Promise<A> {
  type Waiting = { request: Q; resolve: (answer: A) => void; reject: (error: unknown) => void };
  const waiting: Waiting[] = [];
  let busy = false;

  const run = async () => {
    busy = true;
    while (waiting.length > 0) {
      const taken = waiting.splice(0, limit);
      try {
        const answers = await work(taken.map(({ request }) => request));
        for (const [n, { resolve }] of taken.entries()) resolve(answers[n] as A);
      } catch (error) {
        for (const { reject } of taken) reject(error);
      }
    }
    busy = false;
  };

  return (request) =>
    new Promise((resolve, reject) => {
      waiting.push({ request, resolve, reject });
      if (!busy) void run();
    });
}
