/** Listening, and the graceful stop: no new connections, a bound for what runs, then the stores. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, Server as NetServer } from 'node:net';

/** A port that something else has. The message names the port and the setting to change. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';
}

/** A listening HTTP server. */
export interface Listening {
  readonly server: Server;
  readonly port: number;
  readonly url: string;
  /**
   * Stops accepting, waits up to `timeoutMs` milliseconds for requests under way, then cuts them.
   * Connections without a request are left open for `idleMs` milliseconds, 0 when not given.
   */
  stop(timeoutMs: number, idleMs?: number): Promise<void>;
}

export interface ListenOptions {
  readonly port: number;
  readonly host: string;
  /** The environment variable that names the port, for the message when it is taken. */
  readonly portVariable: string;
  /** Given the server before it listens. */
  readonly onServer?: ((server: Server) => void) | undefined;
}

/**
 * Listens with Node's own limits for slow clients: 20 s for headers, 5 min for a request.
 *
 * @throws PortTakenError when the port is in use
 */
export async function listen(handler: RequestListener, options: ListenOptions): Promise<Listening> {
  const server = createServer({ headersTimeout: 20_000, keepAliveTimeout: 65_000 }, handler);
  options.onServer?.(server);
  await opened(server, options);
  const { port } = server.address() as AddressInfo;
  return {
    server,
    port,
    url: `http://${options.host}:${port}`,
    stop: (...ms) => stop(server, ...ms),
  };
}

function opened(server: Server, { port, host, portVariable }: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(asPortTaken(error, port, portVariable)));
    server.listen(port, host, resolve);
  });
}

/** An error of listening as one line for the user when the port is in use; any other as it is. */
export function asPortTaken(error: unknown, port: number, portVariable: string): unknown {
  if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') return error;
  const said = `port ${port} is taken: stop what listens there or set ${portVariable} to another`;
  return new PortTakenError(said, { cause: error });
}

function stop(server: Server, timeoutMs: number, idleMs = 0): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), timeoutMs);
    // Answers still to come close their connection, else a busy keep-alive client would hold the server open.
    server.prependListener('request', (_req, res) => res.setHeader('Connection', 'close'));
    const idleUntil = performance.now() + idleMs;
    const idle = setInterval(() => {
      if (performance.now() >= idleUntil) server.closeIdleConnections();
    }, 50);
    // An HTTP server's own close() ends idle connections at once, maybe just when a request is on its way.
    NetServer.prototype.close.call(server, () => {
      clearTimeout(cut);
      clearInterval(idle);
      resolve();
    });
  });
}
