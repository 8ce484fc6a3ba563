import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gameSocketPath } from '@weapp-samples/contracts';
import { Server } from 'socket.io';
import type { GameSocket } from '../../src/protocol/types';
import { keepSilentClient } from '../../src/protocol/wire';
import { connect2016 } from '../helpers/raw-2016';

describe('a client of protocol 3 that never pings, as in 2016', () => {
  const interval = 60;
  const http = createServer();
  const io = new Server(http, {
    path: gameSocketPath,
    allowEIO3: true,
    pingInterval: interval,
    pingTimeout: interval,
  });
  const url = () => `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  let keep = true;
  before(async () => {
    io.on('connection', (socket) => {
      if (keep) keepSilentClient(socket as unknown as GameSocket, interval);
    });
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
  });
  after(() => io.close());

  it('is dropped by Socket.IO', async () => {
    keep = false;
    const { wire } = await connect2016(url());
    await once(wire, 'close');
  });

  it('stays here as long as its WebSocket answers', async () => {
    keep = true;
    const { wire } = await connect2016(url());
    await sleep(interval * 6);
    assert.equal(wire.readyState, wire.OPEN);
    wire.terminate();
  });

  it('is dropped here too when its WebSocket is silent', async () => {
    const { wire } = await connect2016(url());
    wire.pong = () => undefined;
    wire.removeAllListeners('ping');
    (wire as unknown as { _autoPong: boolean })._autoPong = false;
    await once(wire, 'close');
  });
});
