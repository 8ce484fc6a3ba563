/** Puts HTTP load on a server from a process of its own, so that it does not share the bench's event loop. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Options, Result } from 'autocannon';

export interface LoadOptions {
  readonly url: string;
  /** Paths at `url` to ask in turn, each connection for itself, instead of the same one over and over. */
  readonly paths?: readonly string[];
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Open connections. Default 32. */
  readonly connections?: number;
  /** Length of the measurement in seconds. Default 5. */
  readonly seconds?: number;
  /** Instead of `seconds`: how many requests to make. */
  readonly amount?: number;
  /** Seconds of the same load before it, which do not count. Default 1. */
  readonly warmUpSeconds?: number;
  /** Counts failed requests in instead of throwing. Default false. */
  readonly allowFailures?: boolean;
}

export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  readonly requestsPerSecond: number;
  /** Of the answers, headers included. */
  readonly bytesReceived: number;
  /** Of the bodies that were sent and answered. */
  readonly bodyBytesSent: number;
  readonly latencyMs: { readonly p50: number; readonly p99: number; readonly max: number };
  /** Answers with another status than 2xx, and requests without an answer. */
  readonly failed: number;
}

const loadProcess = join(__dirname, 'load-process.cjs');

async function fire(options: Options): Promise<Result> {
  const child = fork(loadProcess, { serialization: 'advanced', execArgv: [] });
  child.send(options);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the load generator ended with code ${code}`);
  });
  ended.catch(() => undefined);
  const [result] = await Promise.race([once(child, 'message'), ended]);
  return result;
}

function summary(result: Result, bodyBytes: number): LoadResult {
  const { requests, duration, throughput, latency, errors, non2xx } = result;
  return {
    requests: requests.total,
    seconds: duration,
    requestsPerSecond: requests.total / duration,
    bytesReceived: throughput.total,
    bodyBytesSent: requests.total * bodyBytes,
    latencyMs: { p50: latency.p50, p99: latency.p99, max: latency.max },
    failed: errors + non2xx,
  };
}

/**
 * Sends the same request over and over and counts the answers.
 * @throws Error when a request failed (unless `allowFailures`): figures of failures are no figures
 */
export async function load(options: LoadOptions): Promise<LoadResult> {
  const { url, method = 'GET', headers, body, connections = 32, seconds = 5, amount } = options;
  const { warmUpSeconds = 1, allowFailures = false, paths } = options;
  const requests = paths?.map((path) => ({ path }));
  const request: Options = {
    url,
    method,
    headers,
    body,
    connections,
    ...(requests && { requests }),
  };
  if (warmUpSeconds > 0) await fire({ ...request, duration: warmUpSeconds });
  const result = await fire({ ...request, ...(amount ? { amount } : { duration: seconds }) });
  const { failed, ...figures } = summary(result, body ? Buffer.byteLength(body) : 0);
  if (failed > 0 && !allowFailures) throw new Error(`${failed} requests to ${url} failed`);
  return { ...figures, failed };
}
