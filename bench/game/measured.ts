/** A server of this bench in a process of its own. */
import type { Usage } from '../lib/announce';
import { startChild } from './child';

export interface MeasuredServer {
  readonly url: string;
  usage(): Promise<Usage>;
  /** Resident memory after collections, in bytes. */
  memory(): Promise<number>;
  /** SIGKILL. */
  stop(): Promise<void>;
}

const limitMs = 30_000;

/** @param file a server, as seen from this folder, that calls `announce(url)` */
export async function startMeasured(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<MeasuredServer> {
  const child = startChild(file, args, env);
  const ask = async <T>(question: string) => {
    child.process.send(question);
    return (await child.said(question, limitMs))[question] as T;
  };
  try {
    const { url } = await child.said('url', limitMs);
    return {
      url: String(url),
      usage: () => ask('usage'),
      memory: () => ask('memory'),
      stop: child.kill,
    };
  } catch (error) {
    await child.kill();
    throw error;
  }
}
