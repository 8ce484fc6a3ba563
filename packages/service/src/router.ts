/** Mounts routes: bodies are read within their limit, unknown paths answer 404 and wrong methods 405. */
import type { Context, Middleware, ParameterizedContext } from 'koa';
import { koaBody } from 'koa-body';
import { ApiError } from './errors';
import type { Route, RouteOptions } from './routes';

/** Options of `mount`. `bodyLimitBytes` bounds a JSON or urlencoded body. */
export interface MountOptions extends RouteOptions {
  readonly bodyLimitBytes: number;
}

/**
 * The middleware that answers `routes` and refuses everything else. Paths hold no parameters, so one
 * lookup finds the route; a router that tries patterns in turn costs more than the rest of the chain.
 */
export function mount(routes: readonly Route[], options: MountOptions): Middleware {
  const readJson = koaBody({
    jsonLimit: options.bodyLimitBytes,
    formLimit: options.bodyLimitBytes,
    text: false,
    patchNode: false,
  }) as Middleware;
  const answers = new Map<string, (ctx: Context) => unknown>();
  for (const route of routes) {
    const answer = (ctx: Context) => route.handle(ctx, options);
    const reading = (ctx: Context) => {
      requireKnownType(ctx);
      return readJson(ctx, async () => answer(ctx));
    };
    answers.set(`${route.method} ${route.path}`, route.body === 'json' ? reading : answer);
  }
  return (ctx) => {
    const { path, method } = ctx;
    const answer = answers.get(`${method === 'POST' ? 'post' : 'get'} ${path}`);
    if (!answer || !answerable.has(method)) return refuse(ctx, routes);
    ctx.state.route = path;
    return answer(ctx as Context);
  };
}

/** HEAD is answered as GET; Koa leaves the body out. */
const answerable = new Set(['GET', 'HEAD', 'POST']);

function requireKnownType(ctx: Context): void {
  if (ctx.request.length === 0 || !ctx.request.type) return;
  if (ctx.is('json', 'urlencoded')) return;
  throw new ApiError(415, `send application/json, not ${ctx.request.type}`);
}

function refuse(ctx: ParameterizedContext, routes: readonly Route[]): void {
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
}
