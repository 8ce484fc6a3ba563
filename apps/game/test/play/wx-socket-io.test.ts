import assert from 'node:assert/strict';
import type { ClientToServer, ServerPayload, ServerToClient } from '@weapp-samples/contracts';
import { gameSocketPath } from '@weapp-samples/contracts';
import { WxSocketIO } from '@weapp-samples/wx-socket-io';
import { useGame } from '../helpers/game';
import { closePlayers, guest, newUid } from '../helpers/player';
import { nodePlatform } from '../helpers/wx-platform';

type Wx = WxSocketIO<ServerToClient, ClientToServer>;

const got = <E extends keyof ServerToClient>(socket: Wx, event: E) =>
  new Promise<ServerPayload<E>>((resolve) => {
    socket.once(event, ((payload: ServerPayload<E>) => resolve(payload)) as never);
  });

describe('a mini-program with WxSocketIO', () => {
  const game = useGame({ GAME_TIME: '0.5' });
  const opened: Wx[] = [];
  const address = () => game().url.replace('http', 'ws') + gameSocketPath;
  const open = (protocol: 3 | 4 = 4) => {
    const platform = nodePlatform();
    const socket: Wx = new WxSocketIO({ platform, protocol, reconnectionDelay: 10 });
    opened.push(socket);
    return { socket, platform };
  };
  afterEach(async () => {
    closePlayers();
    await Promise.all(opened.splice(0).map((socket) => socket.close()));
  });

  for (const protocol of [4, 3] as const) {
    it(`plays a round over protocol ${protocol}`, async () => {
      const { socket } = open(protocol);
      const uid = newUid('wx');
      await socket.connect(address());
      socket.emit('hello', { user: { uid, uname: '小程序', uavatar: '' } });
      await got(socket, 'hi');
      const other = await guest(game().url, newUid());
      const start = got(socket, 'start');
      socket.emit('join');
      other.socket.emit('join');
      await start;
      socket.emit('choice', { choice: 2 });
      other.socket.emit('choice', { choice: 1 });
      const { result } = await got(socket, 'result');
      assert.equal(result.find((row) => row.uid === uid)?.roundScore, 1);
    });
  }

  it('resumes the round after its connection was cut', async () => {
    const { socket, platform } = open();
    const user = { uid: newUid('wx'), uname: '小程序', uavatar: '' };
    socket.on('connect', () => socket.emit('hello', { user }));
    await socket.connect(address());
    await got(socket, 'hi');
    const start = got(socket, 'start');
    socket.emit('join');
    const other = await guest(game().url, newUid());
    other.socket.emit('join');
    const { roundId } = await start;
    assert.equal(await new Promise((taken) => socket.emit('choice', { choice: 3 }, taken)), null);
    const resumed = got(socket, 'start');
    for (const wire of platform.wires) wire.terminate();
    assert.deepEqual((await resumed).resumed, { choice: 3 });
    assert.equal((await got(socket, 'result')).roundId, roundId);
  });
});
