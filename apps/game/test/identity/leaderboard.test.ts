import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGame } from '../helpers/game';
import { closePlayers, connectPlayer, type TestPlayer } from '../helpers/player';
import { useSessions } from '../helpers/sessions';

const read = async (url: string, query = '') => {
  const response = await fetch(`${url}/applet/websocket/leaderboard${query}`);
  return { status: response.status, body: (await response.json()) as { data: unknown } };
};

describe('the scores of signed-in players', () => {
  const { sessionStore, env: wechat, signIn } = useSessions();
  const dir = mkdtempSync(join(tmpdir(), 'weapp-game-scores-'));
  after(() => rmSync(dir, { recursive: true, force: true }));
  afterEach(closePlayers);

  async function enter(url: string, token: string): Promise<TestPlayer> {
    const player = await connectPlayer(url, 'x', { auth: { session: token } });
    player.socket.emit('hello', {});
    return player;
  }

  it('are on the leaderboard, and survive the restart of the server', async () => {
    const [winner, loser] = [await signIn('winner'), await signIn('loser')];
    const env = { ...wechat(), DATA_DIR: dir };
    const first = await startGame(env, { sessionStore });
    assert.deepEqual((await read(first.url)).body.data, []);
    const one = await enter(first.url, winner.token);
    const two = await enter(first.url, loser.token);
    for (const { socket } of [one, two]) socket.emit('join');
    await Promise.all([one.next('start'), two.next('start')]);
    one.socket.emit('choice', { choice: 1 });
    two.socket.emit('choice', { choice: 3 });
    await one.next('result');
    const best = [{ rank: 1, name: 'winner', avatar: winner.avatarUrl, score: 1 }];
    assert.deepEqual((await read(first.url, '?limit=5')).body.data, best);
    await first.stop();

    const second = await startGame(env, { sessionStore });
    assert.deepEqual((await read(second.url)).body.data, best);
    const back = await enter(second.url, winner.token);
    const hi = await back.next('hi');
    assert.deepEqual([hi.totalScore, hi.winStreak], [1, 1]);
    await second.stop();
  });

  it('can be asked for a hundred at most', async () => {
    const game = await startGame();
    assert.equal((await read(game.url, '?limit=101')).status, 400);
    assert.equal((await read(game.url, '?limit=x')).status, 400);
    await game.stop();
  });
});
