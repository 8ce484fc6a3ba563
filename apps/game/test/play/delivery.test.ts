import assert from 'node:assert/strict';
import { once } from 'node:events';
import { gameSocketPath } from '@weapp-samples/contracts';
import { WebSocket } from 'ws';
import { useGame } from '../helpers/game';
import { closePlayers, connectPlayer, guest, newUid } from '../helpers/player';

/** A player whose WebSocket takes everything and confirms nothing, like one behind a dead network. */
async function deafPlayer(url: string, uid: string) {
  const address = `${url.replace('http', 'ws')}${gameSocketPath}/?EIO=4&transport=websocket`;
  const wire = new WebSocket(address, { autoPong: false });
  await once(wire, 'open');
  const seen: string[] = [];
  wire.on('message', (data) => seen.push(String(data)));
  wire.send('40');
  while (!seen.some((packet) => packet.startsWith('40'))) await once(wire, 'message');
  wire.send(`42${JSON.stringify(['hello', { user: { uid } }])}`);
  wire.send('42["join"]');
  return { wire, seen };
}

describe('the result of a round', () => {
  const game = useGame();
  afterEach(closePlayers);

  it('is sent to each connection once, though it stays unconfirmed', async () => {
    const uid = newUid();
    const { wire, seen } = await deafPlayer(game().url, uid);
    const other = await guest(game().url, newUid());
    other.socket.emit('join');
    await other.next('result');
    // Past the time after which it would be sent again.
    await new Promise((resolve) => setTimeout(resolve, 2300));
    assert.equal(seen.filter((packet) => packet.includes('"result"')).length, 1);
    assert.equal(other.all('result').length, 1);
    wire.terminate();
  });

  it('is sent again to a new connection when the old one has not confirmed it', async () => {
    const uid = newUid();
    const { wire } = await deafPlayer(game().url, uid);
    const other = await guest(game().url, newUid());
    other.socket.emit('join');
    const { roundId } = await other.next('result');
    wire.terminate();
    const back = await connectPlayer(game().url, uid);
    back.socket.emit('hello', { user: { uid } });
    assert.equal((await back.next('result')).roundId, roundId);
  });
});
