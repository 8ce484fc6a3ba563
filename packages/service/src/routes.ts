/** Joins an API of `contracts` with its handlers: input is validated before a handler runs, output while developing. */
import {
  type Api,
  codes,
  type Data,
  type Endpoint,
  type Extra,
  type Input,
} from '@weapp-samples/contracts';
import type { Context } from 'koa';
import { z } from 'zod';
import { ApiError } from './errors';

/** Returned by a handler that has set `ctx.body` itself. */
export const answered = Symbol('answered');

type Result<E extends Endpoint> =
  | typeof answered
  | (E['extra'] extends z.ZodType ? { data: Data<E>; extra: Extra<E> } : Data<E>);

/** Answers one endpoint: typed input in, `data` of the envelope out. */
export type Handler<E extends Endpoint> = (
  input: Input<E>,
  ctx: Context,
) => Promise<Result<E>> | Result<E>;

/** One handler for each endpoint of an API. */
export type Handlers<A extends Api> = {
  readonly [K in keyof A['endpoints']]: Handler<A['endpoints'][K]>;
};

/** A route ready to be mounted. `body` says how the request body is read. */
export interface Route {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly body: 'none' | 'json' | 'raw';
  readonly handle: (ctx: Context, options: RouteOptions) => Promise<void> | void;
}

export interface RouteOptions {
  /** `msg` of a successful answer. */
  readonly okText: string;
  /** Whether answers are checked against their schema: while developing, not in production. */
  readonly checkAnswers: boolean;
}

/**
 * The routes of `api`, answered by `handlers`.
 *
 * @example implement(albumApi, { list: ({ query }) => photos.list(query.limit), … })
 */
export function implement<A extends Api>(api: A, handlers: Handlers<A>): Route[] {
  return Object.entries(api.endpoints).map(([name, endpoint]) => {
    const handler = handlers[name as keyof Handlers<A>] as Handler<Endpoint>;
    return {
      method: endpoint.method,
      path: api.prefix + endpoint.path,
      body: endpoint.body ? 'json' : endpoint.form ? 'raw' : 'none',
      handle: (ctx, options) => answer(endpoint, handler, ctx, options),
    };
  });
}

async function answer(
  endpoint: Endpoint,
  handler: Handler<Endpoint>,
  ctx: Context,
  { okText, checkAnswers }: RouteOptions,
): Promise<void> {
  const input = {
    query: parse(endpoint.query, endpoint.query && { ...ctx.query }),
    body: parse(endpoint.body, ctx.request.body ?? {}),
  } as Input<Endpoint>;
  const result = await handler(input, ctx);
  if (result === answered) return;
  const { data, extra } = endpoint.extra
    ? (result as { data: unknown; extra: object })
    : { data: result, extra: undefined };
  if (checkAnswers) checkAnswer(endpoint, data, extra);
  ctx.body = { code: codes.ok, msg: okText, data, ...extra };
}

function parse(schema: z.ZodType | undefined, value: unknown): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') || undefined;
  throw new ApiError(400, `${field ?? 'body'}: ${issue?.message ?? 'not as documented'}`, {
    field,
  });
}

function checkAnswer({ data, extra }: Endpoint, given: unknown, beside: unknown): void {
  const wrong = data.safeParse(given).error ?? extra?.safeParse(beside).error;
  if (wrong) throw new Error(`the answer breaks its contract: ${z.prettifyError(wrong)}`);
}
