import assert from 'node:assert/strict';
import { once } from 'node:events';
import { gameSocketPath } from '@weapp-samples/contracts';
import ioOf2016 from 'socket.io-client-2';
import { useGame } from '../helpers/game';
import { newUid } from '../helpers/player';
import { connect2016 } from '../helpers/raw-2016';

const user = (uid: string) => ({ uid, uname: '小明', uavatar: 'https://wx.qlogo.cn/a/0' });

describe('clients of 2016', () => {
  const game = useGame();

  it('play a round with what they know, to the result', async () => {
    const uids = [newUid(), newUid()];
    const clients = await Promise.all(uids.map(() => connect2016(game().url)));
    await Promise.all(
      clients.map(async (client, n) => {
        client.emit('hello', { user: user(uids[n] as string) });
        const hi = (await client.on('hi')) as { message: string; nearby: number };
        assert.equal(typeof hi.message, 'string');
        assert.equal(typeof hi.nearby, 'number');
        client.emit('join');
        const start = (await client.on('start')) as {
          gameTime: number;
          roomUsers: { uid: string; choice: null }[];
        };
        assert.equal(start.gameTime, 0.25);
        assert.ok(start.roomUsers.every(({ choice }) => choice === null));
        client.emit('choice', { choice: n === 0 ? 2 : 1 });
        const { result } = (await client.on('result')) as {
          result: { uid: string; roundScore: number; totalScore: number; winStreak: number }[];
        };
        const mine = result.find(({ uid }) => uid === uids[n]);
        const yours = result.find(({ uid }) => uid !== uids[n]);
        assert.deepEqual([mine?.roundScore, yours?.roundScore], n === 0 ? [1, 0] : [0, 1]);
      }),
    );
    assert.ok(clients[0]?.events.some(([event]) => event === 'movement'));
    for (const { wire } of clients) wire.terminate();
  });

  it('get every packet in the form they can read: no acknowledgement ids, no other namespace', async () => {
    const client = await connect2016(game().url);
    const packets: string[] = [];
    client.wire.on('message', (data) => packets.push(String(data)));
    client.emit('hello', { user: user(newUid()) });
    client.emit('join');
    await client.on('result');
    for (const packet of packets) assert.match(packet, /^(0\{|40$|42\["\w+",\{)/);
    client.wire.terminate();
  });

  it('with the official client of protocol 3 play as well', async () => {
    const socket = ioOf2016(game().url, { path: gameSocketPath, transports: ['websocket'] });
    await once(socket as never, 'connect');
    socket.emit('hello', { user: user(newUid()) });
    await once(socket as never, 'hi');
    socket.emit('join');
    const [{ result }] = (await once(socket as never, 'result')) as [{ result: unknown[] }];
    assert.equal(result.length, 2);
    socket.close();
  });
});
