/** Puts an even load on a server from a process of its own. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface PacedLoad {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly perSecond: number;
  readonly seconds: number;
  /** Seconds of the same load before it, which do not count. */
  readonly warmUpSeconds: number;
}

/** Times in ms, from the sending of a request to the end of its answer. */
export interface PacedResult {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly requests: number;
}

/** @throws Error when a request failed */
export async function pacedLoad(options: PacedLoad): Promise<PacedResult> {
  const child = fork(join(__dirname, 'paced-load.cjs'), { execArgv: [] });
  child.send(options);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the load generator ended with code ${code}`);
  });
  ended.catch(() => undefined);
  const [result] = await Promise.race([once(child, 'message'), ended]);
  return result;
}
