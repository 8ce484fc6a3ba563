// From the wish to connect to the server's first event, on the loopback interface.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { Server } from 'socket.io';
import { io as connect } from 'socket.io-client';
import { WebSocket, WebSocketServer } from 'ws';
import { WxSocketIO } from '../src';
import { overWebSocket } from '../src/websocket';
import { median } from './measure';

type Visit = () => Promise<unknown>;

/** Milliseconds, the median of `visits`. */
export interface FirstEvent {
  readonly ours: number;
  readonly theirs: number;
  /** A bare WebSocket whose server speaks first: what no client can beat. */
  readonly limit: number;
}

const platform = overWebSocket(WebSocket);

const visitOurs =
  (url: string): Visit =>
  async () => {
    const socket = new WxSocketIO({ platform });
    const first = new Promise((resolve) => socket.once('hi', resolve));
    socket.connect(url);
    await first;
    return () => socket.close();
  };

const visitTheirs =
  (url: string): Visit =>
  async () => {
    const socket = connect(url, { transports: ['websocket'], forceNew: true });
    await new Promise((resolve) => socket.once('hi', resolve));
    return () => socket.disconnect();
  };

const visitBare =
  (url: string): Visit =>
  async () => {
    const socket = new WebSocket(url);
    await once(socket, 'message');
    return () => socket.close();
  };

async function timed(visit: Visit): Promise<number> {
  const start = performance.now();
  const leave = (await visit()) as () => unknown;
  const time = performance.now() - start;
  await leave();
  // The end of one visit shall not delay the next.
  await new Promise((resolve) => setTimeout(resolve, 5));
  return time;
}

async function servers(): Promise<{ url: string; bare: string; close: () => Promise<unknown> }> {
  const http = createServer();
  const io = new Server(http, { serveClient: false });
  io.on('connection', (socket) => socket.emit('hi', { message: 'hi', nearby: 0 }));
  http.listen(0, '127.0.0.1');
  const plain = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  plain.on('connection', (socket) => socket.send('hi'));
  await Promise.all([once(http, 'listening'), once(plain, 'listening')]);
  const place = (server: { address(): unknown }) =>
    `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => Promise.all([io.close(), plain.close()]);
  return { url: place(http), bare: place(plain), close };
}

export async function firstEvent(visits = 200): Promise<FirstEvent> {
  const { url, bare, close } = await servers();
  const kinds = [visitOurs(url), visitTheirs(url), visitBare(bare)];
  const times = kinds.map((): number[] => []);
  for (const visit of kinds) for (let n = 0; n < 20; n++) await timed(visit);
  for (let n = 0; n < visits; n++) {
    for (const [index, visit] of kinds.entries()) times[index]?.push(await timed(visit));
  }
  await close();
  const [ours = 0, theirs = 0, limit = 0] = times.map(median);
  return { ours, theirs, limit };
}
