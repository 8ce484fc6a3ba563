/** A Socket.IO connection that knows the user and stays: over lost networks, expired sessions and restarted servers. */
import { timeouts } from './config';
import type { Session } from './session';
import { type Clock, type EventMap, type Platform, WxSocketIO } from './wx-socket-io';

export interface SocketOptions {
  /** `scheme://host/path/socket.io` */
  readonly url: string;
  readonly session: Pick<Session, 'login' | 'token' | 'renew'>;
  /** For tests. */
  readonly platform?: Platform;
  readonly clock?: Clock;
}

export interface OpenSocket<S extends EventMap<S>, C extends EventMap<C>> {
  readonly socket: WxSocketIO<S, C>;
  /** Connects, now and whenever it is lost, until `close`. */
  open(): void;
  /** Ends the connection for good; `open` begins anew. */
  close(): void;
}

/** From a server's refusal or goodbye to the next attempt, in ms. */
const afterRefusalMs = 2000;

/** Creates one; it is not connected yet. Listeners that are added to `socket` before `open` hear everything. */
export function createSocket<S extends EventMap<S>, C extends EventMap<C>>({
  url,
  session,
  platform,
  clock,
}: SocketOptions): OpenSocket<S, C> {
  let wanted = false;
  let token: string | undefined;
  let timer: unknown;
  const socket = new WxSocketIO<S, C>({
    timeout: timeouts.request,
    auth: (give) => void introduce().then(give),
    ...(platform && { platform }),
    ...(clock && { clock }),
  });
  const wait = clock?.setTimeout ?? ((work: () => void, ms: number) => setTimeout(work, ms));

  /** Without a session the server takes a guest. */
  async function introduce(): Promise<{ session?: string }> {
    await session.login().catch(() => undefined);
    token = session.token();
    return token ? { session: token } : {};
  }

  function connect(): void {
    if (wanted && !socket.active) socket.connect().catch(() => undefined);
  }

  // A connection that a server has refused or ended is not made again by the client itself.
  function again(): void {
    if (wanted && !socket.active) timer = wait(connect, afterRefusalMs);
  }

  socket.on('connect_error', (error) => {
    const { reason } = (error.data ?? {}) as { reason?: string };
    if (reason === 'ERR_SESSION_EXPIRED') session.renew(token).then(connect, again);
    else again();
  });
  socket.on('disconnect', again);

  return {
    socket,
    open() {
      wanted = true;
      if (!socket.active) socket.connect(url).catch(() => undefined);
    },
    close() {
      wanted = false;
      clearTimeout(timer as number);
      void socket.close();
    },
  };
}
