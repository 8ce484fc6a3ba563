/** Names for rooms, rounds and robots: nobody guesses them, nobody has had them. */
import { randomFillSync } from 'node:crypto';

/** 72 bits: twelve characters of base64url. */
const bytes = 9;
/** Random bytes are asked for in bulk: each call of the system costs more than many bytes do. */
const poolSize = bytes * 256;

/** Gives a new name with each call. */
export function createIds(): () => string {
  const pool = Buffer.alloc(poolSize);
  let used = poolSize;
  return () => {
    if (used === poolSize) {
      randomFillSync(pool);
      used = 0;
    }
    const id = pool.toString('base64url', used, used + bytes);
    used += bytes;
    return id;
  };
}
