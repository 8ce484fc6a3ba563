/** Mounts routes: bodies are read within their limit, unknown paths answer 404 and wrong methods 405. */
import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import { koaBody } from 'koa-body';
import { ApiError } from './errors';
import type { Route, RouteOptions } from './routes';

/** Options of `mount`. `bodyLimitBytes` bounds a JSON or urlencoded body. */
export interface MountOptions extends RouteOptions {
  readonly bodyLimitBytes: number;
}

/** The middleware that answers `routes` and refuses everything else. */
export function mount(routes: readonly Route[], options: MountOptions): Middleware[] {
  const router = new Router();
  const readJson = koaBody({
    jsonLimit: options.bodyLimitBytes,
    formLimit: options.bodyLimitBytes,
    text: false,
    patchNode: false,
  });
  for (const route of routes) {
    const handle = async (ctx: unknown) => {
      const context = ctx as Context;
      context.state.route = route.path;
      await route.handle(context, options);
    };
    const reading = route.body === 'json' ? [requireKnownType, readJson] : [];
    router[route.method](route.path, ...([...reading, handle] as never[]));
  }
  return [router.routes() as unknown as Middleware, refuseUnknown(routes)];
}

const requireKnownType: Middleware = (ctx, next) => {
  if (ctx.request.length === 0 || !ctx.request.type) return next();
  if (ctx.is('json', 'urlencoded')) return next();
  throw new ApiError(415, `send application/json, not ${ctx.request.type}`);
};

function refuseUnknown(routes: readonly Route[]): Middleware {
  return (ctx) => {
    const methods = routes
      .filter(({ path }) => path === ctx.path)
      .flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : ['POST']));
    if (methods.length === 0) throw new ApiError(404, 'nothing answers at this path');
    const headers = { Allow: [...new Set([...methods, 'OPTIONS'])].join(', ') };
    if (ctx.method !== 'OPTIONS') {
      throw new ApiError(405, `use ${methods.join(' or ')} at this path`, { headers });
    }
    ctx.set(headers);
    ctx.status = 204;
  };
}
