import assert from 'node:assert/strict';
import { once } from 'node:events';
import { gameSocketPath } from '@weapp-samples/contracts';
import fc from 'fast-check';
import { WebSocket } from 'ws';
import { useGame } from '../helpers/game';
import { closePlayers, newUid, playing } from '../helpers/player';

const event = fc.constantFrom(
  'hello',
  'join',
  'leave',
  'choice',
  'face',
  'disconnect',
  '__proto__',
);
const packet = fc.oneof(
  fc.tuple(event, fc.jsonValue()).map((data) => `42${JSON.stringify(data)}`),
  fc.tuple(fc.nat(9), fc.nat(9), fc.string()).map(([a, b, text]) => `${a}${b}${text}`),
  fc.string({ unit: 'binary' }),
  fc.string().map((text) => `40/${text}`),
  fc.tuple(fc.nat(20), fc.json()).map(([id, json]) => `42${id}${json}`),
);
const frame = fc.oneof(
  { weight: 9, arbitrary: packet },
  { weight: 1, arbitrary: fc.uint8Array().map((bytes) => Buffer.from(bytes)) },
);

describe('random frames', () => {
  const game = useGame({ GAME_MESSAGES_PER_SECOND: '10000' });
  afterEach(closePlayers);

  it('leave the game serving, and those who play undisturbed', async () => {
    const address = `${game().url.replace('http', 'ws')}${gameSocketPath}/`;
    const players = await playing(game().url, newUid(), newUid());
    const attack = async (frames: readonly (string | Buffer)[], protocol: number) => {
      const wire = new WebSocket(`${address}?EIO=${protocol}&transport=websocket`);
      wire.on('error', () => undefined);
      await once(wire, 'open');
      wire.send('40');
      for (const each of frames) if (wire.readyState === WebSocket.OPEN) wire.send(each);
      wire.close();
      await once(wire, 'close');
    };
    const frames = fc.array(frame, { minLength: 1, maxLength: 60 });
    const runs = fc.asyncProperty(frames, fc.constantFrom(3, 4), attack);
    await fc.assert(runs, { numRuns: 150 });
    await Promise.all(players.map((player) => player.next('result')));
    assert.ok(players.every(({ socket }) => socket.connected));
    const ready = await fetch(`${game().url}/readyz`);
    assert.equal(ready.status, 200);
  }).timeout(30_000);
});
