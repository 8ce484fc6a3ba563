/** The session service put together from its parts; nothing is opened and nothing listens here. */
import { sessionApi, sessionMessages } from '@weapp-samples/contracts';
import {
  createService,
  implement,
  type Logger,
  type ReadyChecks,
  type Service,
} from '@weapp-samples/service';
import { requireUser, type WeappSession } from '@weapp-samples/weapp-session';
import type { Middleware } from 'koa';
import type { SessionConfig } from './config';
import { createDrawings } from './drawing';
import { drawingHandlers } from './drawing-handlers';
import { loginHandlers } from './login-handlers';
import type { OpenDrawingStore } from './stores/drawing-store';

export interface SessionServiceParts {
  readonly config: SessionConfig;
  readonly logger: Logger;
  /** Its middleware has to ignore the requests that `isLogin` names. */
  readonly sessions: WeappSession;
  readonly drawings: OpenDrawingStore;
  /** Checks of the session store behind `/readyz`. */
  readonly ready: ReadyChecks;
  /** Runs last when the service stops. */
  readonly close: () => unknown;
}

const { prefix, endpoints } = sessionApi;
const { login, profile, logout } = endpoints;
const loginPaths = new Set([login, profile, logout].map(({ path }) => prefix + path));

/** Whether a request reads its session itself. Paths are matched as the router does, in any case. */
export const isLogin = ({ path }: { readonly path: string }): boolean =>
  loginPaths.has(path.toLowerCase());

/** The service. Stopping it closes the drawings, then what `close` closes. */
export function createSessionService(parts: SessionServiceParts): Service {
  const { config, logger, sessions, drawings, ready, close } = parts;
  return createService({
    name: sessionApi.name,
    config,
    logger,
    portVariable: 'SESSION_PORT',
    okText: sessionMessages.ok,
    failureTexts: { default: sessionMessages.failed },
    middleware: [sessions.middleware, requireUserUnder(`${prefix}/paints/`)],
    routes: implement(sessionApi, {
      ...loginHandlers(sessions),
      ...drawingHandlers(createDrawings(drawings)),
    }),
    ready: { drawings: () => drawings.ping(), ...ready },
    close: [() => drawings.close(), close],
  });
}

/** Before a body is read: who is nobody sends no half megabyte here. */
function requireUserUnder(path: string): Middleware {
  const required = requireUser();
  return (ctx, next) => (ctx.path.toLowerCase().startsWith(path) ? required(ctx, next) : next());
}
