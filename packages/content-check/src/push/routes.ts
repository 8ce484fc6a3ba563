/** The message push as routes of a service. */
import { ApiError, type Route } from '@weapp-samples/service';
import type { Context } from 'koa';
import { createPushHandler, type PushOptions } from './handler';

/** A push is a few hundred bytes. */
const maxBytes = 65_536;

/**
 * GET and POST at `path`, to be named in the push settings of the mini-program.
 *
 * @example createService({ …, routes: [...routes, ...pushRoutes('/applet/album/push', options)] })
 */
export function pushRoutes(path: `/${string}`, options: PushOptions): Route[] {
  const handle = createPushHandler(options);
  const answer = async (ctx: Context) => {
    const body = ctx.method === 'POST' ? await readBody(ctx) : '';
    const { status, text } = await handle({ method: ctx.method, query: ctx.query, body });
    ctx.status = status;
    ctx.type = 'text/plain';
    ctx.body = text;
  };
  return [
    { method: 'get', path, body: 'none', handle: answer },
    { method: 'post', path, body: 'raw', handle: answer },
  ];
}

async function readBody(ctx: Context): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of ctx.req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new ApiError(413, 'the body is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
