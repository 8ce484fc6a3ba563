import assert from 'node:assert/strict';
import { useRedis, waitFor } from '@weapp-samples/testkit';
import { Redis } from 'ioredis';
import { useGame } from '../helpers/game';
import { closePlayers, connectPlayer, newUid } from '../helpers/player';

describe('the keys of the game in Redis', () => {
  const redis = useRedis();
  const game = useGame(() => ({
    REDIS_URL: redis().url,
    GAME_SEAT_HOLD: '0.2',
    GAME_ROOM_IDLE: '0.2',
    GAME_INVITATION: '1',
    GAME_GUEST_KEEP: '1',
    GAME_PLACE_KEEP: '1',
  }));
  let client: Redis;
  before(() => {
    client = new Redis(redis().url);
  });
  after(() => client.disconnect());
  afterEach(closePlayers);

  it('all have an expiry, and are as many as before once the last player has gone', async () => {
    await waitFor(async () => (await client.keys('*')).length > 0);
    const before = (await client.keys('*')).sort();
    const players = await Promise.all(
      [newUid(), newUid(), newUid()].map(async (uid) => {
        const player = await connectPlayer(game().url, uid);
        player.socket.emit('hello', { user: { uid }, coordinate: { lat: 22.5, lng: 114 } });
        return player;
      }),
    );
    const [one, two, three] = players;
    one?.socket.emit('join');
    two?.socket.emit('join');
    three?.socket.emit('join', { private: true });
    await Promise.all([one?.next('start'), two?.next('start'), three?.next('room')]);
    const during = await client.keys('*');
    assert.ok(during.length > before.length + 5, during.join(' '));
    await one?.next('result');
    for (const key of await client.keys('*')) {
      assert.match(key, /^\{game\}:/);
      assert.ok((await client.pttl(key)) > 0, `${key} has no expiry`);
    }
    for (const player of players) player.close();
    const back = async () => (await client.keys('*')).sort().join() === before.join();
    await waitFor(back, { timeoutMs: 8000, what: `the keys ${before}` });
  }).timeout(15_000);
});
