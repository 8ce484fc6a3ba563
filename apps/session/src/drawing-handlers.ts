/** Drawings over HTTP: `/paints/list`, `/save`, `/delete` (contracts: Session). */
import { maxActionsBytes, maxDrawings, type sessionApi } from '@weapp-samples/contracts';
import { ApiError, type Handlers } from '@weapp-samples/service';
import type { Context } from 'koa';
import type { Drawings, SaveOutcome } from './drawing';
import { StoreUnavailableError } from './stores/store-error';

type DrawingHandlers = Pick<Handlers<typeof sessionApi>, 'list' | 'save' | 'delete'>;

/** They run behind `requireUser`. */
export function drawingHandlers(drawings: Drawings): DrawingHandlers {
  return {
    list: async ({ query }, ctx) => {
      const page = await reachable(() => drawings.list(ownerOf(ctx), query));
      return { data: page.drawings, extra: { next: page.next } };
    },
    save: async ({ body }, ctx) => {
      refuse(await reachable(() => drawings.save(ownerOf(ctx), body)));
      return {};
    },
    delete: async ({ body }, ctx) => {
      await reachable(() => drawings.remove(ownerOf(ctx), body.id));
      return {};
    },
  };
}

/** The openid outlives everything that is made from it: no secret that is changed loses a drawing. */
function ownerOf(ctx: Context): string {
  const user = ctx.request.$wxUserInfo;
  if (!user) throw new ApiError(401, 'a session is required');
  return user.openId;
}

function refuse(outcome: SaveOutcome): void {
  if (outcome === 'too large') {
    const reason = `actions has more than ${maxActionsBytes} bytes`;
    throw new ApiError(413, reason, { field: 'actions' });
  }
  if (outcome === 'full') {
    throw new ApiError(409, `there are ${maxDrawings} drawings: delete one first`);
  }
}

async function reachable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof StoreUnavailableError)) throw cause;
    const headers = { 'Retry-After': '1' };
    throw new ApiError(503, 'the drawings are not reachable, try again', { cause, headers });
  }
}
