import assert from 'node:assert/strict';
import { once } from 'node:events';
import { gameSocketPath } from '@weapp-samples/contracts';
import { WebSocket } from 'ws';
import { useGame } from '../helpers/game';
import { closePlayers, connectPlayer, guest, newUid, playing } from '../helpers/player';

describe('a wrong message', () => {
  const game = useGame();
  afterEach(closePlayers);

  const cases: [string, unknown[], string, string | undefined][] = [
    ['hello', [], 'bad_message', undefined],
    ['hello', ['me'], 'bad_message', undefined],
    ['hello', [{}], 'bad_message', 'user'],
    ['hello', [{ user: { uid: 'robot-9' } }], 'bad_message', 'user.uid'],
    ['join', [{ roomId: 7 }], 'bad_message', 'roomId'],
    ['choice', [{ choice: 0 }], 'bad_message', 'choice'],
    ['choice', [Buffer.from([1, 2, 3])], 'bad_message', 'choice'],
    ['face', [{ face: 5 }], 'bad_message', 'face'],
    ['join', [], 'hello_first', undefined],
    ['leave', [], 'hello_first', undefined],
    ['choice', [{ choice: 1 }], 'hello_first', undefined],
    ['toString', [], 'unknown_event', undefined],
    ['nonsense', [1], 'unknown_event', undefined],
  ];
  for (const [event, args, code, field] of cases) {
    const shown = `${event} ${JSON.stringify(args).slice(1, 40)}`;
    it(`is answered by ${code}, and the connection stays: ${shown}`, async () => {
      const player = await connectPlayer(game().url, 'x');
      player.socket.emit(event as 'join', ...(args as []));
      const fault = await player.next('fault');
      assert.deepEqual([fault.event, fault.code, fault.field], [event, code, field]);
      player.socket.emit('hello', { user: { uid: newUid() } });
      await player.next('hi');
    });
  }

  for (const [frame, event] of [['42[5]', '5'] as const, ['42', ''] as const]) {
    it(`is one whose name is none: ${frame}`, async () => {
      const player = await connectPlayer(game().url, 'x');
      player.socket.io.engine.write(frame.slice(1));
      const fault = await player.next('fault');
      assert.deepEqual([fault.event, fault.code], [event, 'unknown_event']);
      player.socket.emit('hello', { user: { uid: newUid() } });
      await player.next('hi');
    });
  }

  it('is told to whoever asks for an acknowledgement; a good one is acknowledged by null', async () => {
    const { socket } = await guest(game().url, newUid());
    assert.equal((await socket.emitWithAck('choice', { choice: 1 }))?.code, 'not_in_room');
    assert.equal(await socket.emitWithAck('join'), null);
  });

  it('is a choice or a face in no room, and leaving none', async () => {
    const player = await guest(game().url, newUid());
    player.socket.emit('choice', { choice: 1 });
    player.socket.emit('face', { face: 1 });
    player.socket.emit('leave');
    for (const event of ['choice', 'face', 'leave']) {
      const fault = await player.next('fault');
      assert.deepEqual([fault.event, fault.code], [event, 'not_in_room']);
    }
  });

  it('is a choice when no round runs', async () => {
    const [one] = await playing(game().url, newUid(), newUid());
    await one?.next('result');
    one?.socket.emit('choice', { choice: 1 });
    assert.equal((await one?.next('fault'))?.code, 'no_round');
  });

  it('of more than 16 KB ends the connection', async () => {
    const player = await guest(game().url, newUid());
    const gone = once(player.socket as never, 'disconnect');
    player.socket.emit('hello', { user: { uid: 'x', uname: 'x'.repeat(17_000) } });
    await gone;
  });

  it('cannot be sent by polling', async () => {
    const response = await fetch(`${game().url}${gameSocketPath}/?EIO=4&transport=polling`);
    assert.equal(response.status, 400);
  });

  it('is to enter a second time by the same connection: the game goes on', async () => {
    const address = `${game().url.replace('http', 'ws')}${gameSocketPath}/?EIO=4&transport=websocket`;
    const wire = new WebSocket(address);
    let times = 0;
    const entered = new Promise((resolve) => {
      wire.on('message', (data) => {
        if (String(data).startsWith('40') && ++times === 2) resolve(times);
      });
    });
    await once(wire, 'open');
    wire.send('40');
    wire.send('40');
    await entered;
    wire.terminate();
    await guest(game().url, newUid());
  });

  it('is nothing like Socket.IO: the connection ends and the game goes on', async () => {
    const address = `${game().url.replace('http', 'ws')}${gameSocketPath}/?EIO=4&transport=websocket`;
    const send = async (...texts: string[]) => {
      const wire = new WebSocket(address);
      await once(wire, 'open');
      for (const text of ['40', ...texts]) wire.send(text);
      return wire;
    };
    for (const text of ['42[', '49', 'zzz', '42{"a":1}']) await once(await send(text), 'close');
    await once(await send('451-["x",{"_placeholder":true,"num":0}]', '42["join"]'), 'close');
    for (const text of ['4', '40/other,', '43[]']) (await send(text)).terminate();
    await guest(game().url, newUid());
  });
});

describe('a flood of messages', () => {
  const game = useGame({ GAME_MESSAGES_PER_SECOND: '5' });
  afterEach(closePlayers);

  it('is first limited, with a fault, then cut with a reason', async () => {
    const player = await guest(game().url, newUid());
    const gone = once(player.socket as never, 'disconnect');
    for (let n = 0; n < 20; n++) player.socket.emit('face', { face: 1 });
    while ((await player.next('fault')).code !== 'too_many');
    assert.equal(player.socket.connected, true);
    for (let n = 0; n < 200; n++) player.socket.emit('face', { face: 1 });
    while ((await player.next('fault')).code !== 'flood');
    await gone;
  });

  it('harms nobody else', async () => {
    const flooder = await guest(game().url, newUid());
    const other = await guest(game().url, newUid());
    for (let n = 0; n < 500; n++) flooder.socket.emit('face', { face: 1 });
    other.socket.emit('join');
    await other.next('room');
  });
});
