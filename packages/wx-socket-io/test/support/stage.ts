// What a test starts and must stop: servers and clients, in one place.
import type { ServerOptions } from 'socket.io';
import type { CommonClient, CommonEmitter, CommonOptions, CommonSocket, Kind } from './clients';
import type { TestServer } from './server';
import { startServer } from './server';

/** The arguments of the next `event`. */
// biome-ignore lint/suspicious/noExplicitAny: events of any shape
export function next(emitter: Pick<CommonEmitter, 'once'>, event: string): Promise<any[]> {
  return new Promise((resolve) => emitter.once(event, (...args) => resolve(args)));
}

export interface Stage {
  server(options?: Partial<ServerOptions>, port?: number): Promise<TestServer>;
  /** A client of `kind` that is stopped after the test; not connected yet. */
  client(kind: Kind, url: string, options?: CommonOptions): CommonClient;
  /** The same, connected. */
  connected(kind: Kind, url: string, options?: CommonOptions): Promise<CommonClient>;
  /** Another namespace on a client's connection, left after the test too. */
  branch(kind: Kind, client: CommonClient, namespace: string, auth?: object): CommonSocket;
  /** To be called after the test, last first. */
  defer(stop: () => unknown): void;
}

/** A stage for each test of the surrounding suite. */
export function stage(): Stage {
  const stops: (() => unknown)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  });
  const defer = (stop: () => unknown) => void stops.push(stop);
  const client = (kind: Kind, url: string, options?: CommonOptions) => {
    const made = kind.create(url, options);
    defer(() => kind.disconnect(made));
    return made;
  };
  return {
    defer,
    client,
    branch(kind, of, namespace, auth) {
      const made = kind.of(of, namespace, auth);
      defer(() => kind.disconnect(made));
      return made;
    },
    async server(options, port) {
      const server = await startServer(options, port);
      defer(server.close);
      return server;
    },
    async connected(kind, url, options) {
      const made = client(kind, url, options);
      const done = next(made, 'connect');
      kind.connect(made);
      await done;
      return made;
    },
  };
}
