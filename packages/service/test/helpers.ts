/** A service with one of everything, and a log that can be read. */
import { type Api, defineApi } from '@weapp-samples/contracts';
import {
  createLogger,
  createService,
  type Handlers,
  implement,
  type RunningService,
  readSettings,
  type ServiceOptions,
  serviceSettings,
} from '@weapp-samples/service';
import { z } from 'zod';

export const echoApi = defineApi({
  name: 'echo',
  title: 'Echo',
  description: 'For tests.',
  prefix: '/applet/echo',
  endpoints: {
    say: {
      method: 'get',
      path: '/say',
      summary: 'Says it',
      query: z.object({ times: z.coerce.number().int().min(1).max(3).default(1) }),
      data: z.string(),
    },
    keep: {
      method: 'post',
      path: '/keep',
      summary: 'Keeps it',
      body: z.object({ text: z.string().min(1) }),
      data: z.object({ kept: z.string() }),
    },
  },
} satisfies Api);

export const echoHandlers: Handlers<typeof echoApi> = {
  say: ({ query }) => 'hello'.repeat(query.times),
  keep: ({ body }) => ({ kept: body.text }),
};

/** A log destination that keeps its lines. */
export function memoryLog() {
  const lines: string[] = [];
  return { lines, text: () => lines.join(''), write: (line: string) => void lines.push(line) };
}

export type Running = RunningService & { log: ReturnType<typeof memoryLog> };

export interface EchoOptions extends Partial<Omit<ServiceOptions, 'config'>> {
  readonly env?: Readonly<Record<string, string>>;
  readonly handlers?: Partial<Handlers<typeof echoApi>>;
}

/** Starts the echo service on a free port. */
export async function startEcho({
  env = {},
  handlers,
  ...rest
}: EchoOptions = {}): Promise<Running> {
  const log = memoryLog();
  const config = readSettings({ ECHO_PORT: '0', ...env }, serviceSettings('ECHO_PORT', 1));
  const service = createService({
    name: 'echo',
    config,
    routes: implement(echoApi, { ...echoHandlers, ...handlers }),
    portVariable: 'ECHO_PORT',
    logger: createLogger({ name: 'echo', destination: log }),
    ...rest,
  });
  return { ...(await service.listen()), log };
}

/** Sends JSON. */
export function postJson(url: string, body: unknown, headers: Record<string, string> = {}) {
  return fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** An answer's envelope; only what a test asks for needs to be there. */
export interface Envelope {
  readonly code: number;
  readonly msg: string;
  readonly data: unknown;
  readonly error: { readonly reason: string; readonly field?: string };
}

/** The envelope of an answer. */
export async function envelope(answer: Response): Promise<Envelope> {
  return (await answer.json()) as Envelope;
}

/** A promise that is settled from outside. */
export function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
