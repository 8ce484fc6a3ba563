/** A bound on how long a promise may take. */

/**
 * Resolves as `work` does, or rejects with `message` after `ms` milliseconds.
 * The work itself goes on: give it an AbortSignal of its own where it can take one.
 */
export async function withTimeout<T>(work: Promise<T>, ms: number, message: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(message)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
