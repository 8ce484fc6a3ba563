/** Sockets, tasks and the global one of 2016, against a minimal WebSocket server. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { browserSuite } from './support';

/** Answers every text frame with the same text; a `close` ends the connection. */
function echoServer(): Server {
  const server = createServer();
  server.on('upgrade', (req, socket: Socket) => {
    const key = createHash('sha1')
      .update(`${req.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\n\r\n`,
    );
    socket.on('error', () => {});
    socket.on('data', (frame) => {
      const length = (frame[1] ?? 0) & 0x7f;
      const mask = frame.subarray(2, 6);
      const payload = frame.subarray(6, 6 + length).map((byte, at) => byte ^ (mask[at % 4] ?? 0));
      if (((frame[0] ?? 0) & 0x0f) === 8)
        socket.end(Buffer.concat([Buffer.from([0x88, length]), payload]));
      else socket.write(Buffer.concat([Buffer.from([frame[0] ?? 0x81, length]), payload]));
    });
  });
  return server;
}

browserSuite('a socket in the simulator', (sim) => {
  let server: Server;
  let url = '';

  before(async () => {
    server = echoServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });

  after(() => {
    server.closeAllConnections();
    server.close();
  });

  it('opens, sends, receives and closes as a task', async () => {
    const phone = await sim().phone();
    const seen = await phone.page.evaluate(
      (address) =>
        new Promise((resolve) => {
          const { wx } = globalThis as unknown as {
            wx: { connectSocket(o: object): Record<string, (value?: unknown) => void> };
          };
          const log: unknown[] = [];
          const task = wx.connectSocket({
            url: address,
            success: ({ errMsg }: { errMsg: string }) => log.push(errMsg),
          });
          task.onOpen?.(() => task.send?.({ data: 'hello' }));
          task.onMessage?.(({ data }: { data: string }) => {
            log.push(data);
            task.close?.({ code: 1000 });
          });
          task.onClose?.(({ code }: { code: number }) => resolve([...log, code]));
        }),
      url,
    );
    assert.deepEqual(seen, ['connectSocket:ok', 'hello', 1000]);
  });

  it('speaks through the global functions of 2016', async () => {
    const phone = await sim().phone();
    const seen = await phone.page.evaluate(
      (address) =>
        new Promise((resolve) => {
          const { wx } = globalThis as unknown as { wx: Record<string, (value: unknown) => void> };
          wx.onSocketOpen?.(() => wx.sendSocketMessage?.({ data: 'old' }));
          wx.onSocketMessage?.(({ data }: { data: string }) => resolve(data));
          wx.connectSocket?.({ url: address });
        }),
      url,
    );
    assert.equal(seen, 'old');
  });

  it('allows five at once', async () => {
    const phone = await sim().phone();
    const failures = await phone.page.evaluate(async (address) => {
      const { wx } = globalThis as unknown as { wx: { connectSocket(o: object): unknown } };
      const results: string[] = [];
      for (let count = 0; count < 6; count += 1) {
        wx.connectSocket({
          url: address,
          complete: ({ errMsg }: { errMsg: string }) => results.push(errMsg),
        });
      }
      await new Promise((resolve) => setTimeout(resolve));
      return results.filter((text) => !text.endsWith(':ok'));
    }, url);
    assert.deepEqual(failures, ['connectSocket:fail exceed max concurrent count']);
  });

  it('drops when the network is lost', async () => {
    const phone = await sim().phone();
    const closed = phone.page.evaluate(
      (address) =>
        new Promise((resolve) => {
          const { wx } = globalThis as unknown as {
            wx: {
              connectSocket(
                o: object,
              ): Record<string, (fn: (value: { code: number }) => void) => void>;
            };
          };
          const task = wx.connectSocket({ url: address });
          task.onOpen?.(() => (window.__sim.setOnline as (online: boolean) => void)(false));
          task.onClose?.(({ code }) => resolve(code));
        }),
      url,
    );
    assert.equal(await closed, 1006);
  });
});
