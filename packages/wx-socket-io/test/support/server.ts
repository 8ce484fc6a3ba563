// Real Socket.IO servers on free ports of the loopback interface, for one test each.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ServerOptions } from 'socket.io';
import { Server } from 'socket.io';

export interface TestServer<T = Server> {
  readonly io: T;
  readonly port: number;
  /** Its address, without a namespace. */
  readonly url: string;
  close(): Promise<void>;
}

/** The part of a Socket.IO 2 server that the tests use; the package has no types. */
export interface Server2 {
  on(event: string, listener: (socket: Socket2) => void): void;
  use(middleware: (socket: Socket2, next: (error?: Error) => void) => void): void;
  of(namespace: string): Server2;
  close(done: () => void): void;
}

export interface Socket2 {
  readonly id: string;
  readonly handshake: { readonly query: Record<string, string> };
  // biome-ignore lint/suspicious/noExplicitAny: events of any shape
  on(event: string, listener: (...args: any[]) => void): void;
  emit(event: string, ...args: unknown[]): void;
  disconnect(close?: boolean): void;
}

/** A Socket.IO 4 server. */
export async function startServer(
  options: Partial<ServerOptions> = {},
  port = 0,
): Promise<TestServer> {
  const http = createServer();
  const io = new Server(http, { serveClient: false, ...options });
  await listening(http, port);
  return { io, ...place(http), close: () => io.close() };
}

/** A Socket.IO 2 server. */
export async function startServer2(
  options: Record<string, unknown> = {},
): Promise<TestServer<Server2>> {
  const create = require('socket.io-2') as (http: unknown, options: object) => Server2;
  const http = createServer();
  const io = create(http, { serveClient: false, ...options });
  await listening(http, 0);
  return { io, ...place(http), close: () => new Promise<void>((done) => io.close(() => done())) };
}

type Http = ReturnType<typeof createServer>;

const listening = (http: Http, port: number) =>
  new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));

function place(http: Http): { port: number; url: string } {
  const { port } = http.address() as AddressInfo;
  return { port, url: `http://127.0.0.1:${port}` };
}
