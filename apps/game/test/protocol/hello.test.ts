import assert from 'node:assert/strict';
import { once } from 'node:events';
import { useGame } from '../helpers/game';
import { closePlayers, connectPlayer, guest, newUid } from '../helpers/player';

describe('hello', () => {
  const game = useGame();
  afterEach(closePlayers);
  const shenzhen = { lat: 22.5431, lng: 114.0579 };

  it('is answered by hi, which says who I am', async () => {
    const player = await connectPlayer(game().url, 'x');
    const uid = newUid();
    player.socket.emit('hello', {
      user: { uid, uname: '小明', uavatar: 'https://a.example/x.png' },
    });
    const hi = await player.next('hi');
    assert.deepEqual(hi.user, { uid, uname: '小明', uavatar: 'https://a.example/x.png' });
    assert.deepEqual([hi.signedIn, hi.totalScore, hi.winStreak], [false, 0, 0]);
  });

  it('counts who is near, under both spellings, and does not tell where anybody is', async () => {
    const { url } = game();
    const [one, two] = [await connectPlayer(url, 'one'), await connectPlayer(url, 'two')];
    one.socket.emit('hello', { user: { uid: newUid() }, cordinate: shenzhen });
    assert.equal((await one.next('hi')).nearby, 0);
    two.socket.emit('hello', { user: { uid: newUid() }, coordinate: shenzhen });
    assert.equal((await two.next('hi')).nearby, 1);
    assert.ok(!JSON.stringify([one.messages, two.messages]).includes('22.54'));
  });

  it('without a position counts who is online', async () => {
    const { url } = game();
    await guest(url, newUid());
    const player = await connectPlayer(url, 'x');
    player.socket.emit('hello', { user: { uid: newUid() } });
    assert.equal((await player.next('hi')).nearby, 1);
  });

  it('may come twice, with a new name, but not with another uid', async () => {
    const uid = newUid();
    const player = await guest(game().url, uid);
    player.socket.emit('hello', { user: { uid, uname: 'another name' } });
    assert.equal((await player.next('hi')).user.uname, 'another name');
    player.socket.emit('hello', { user: { uid: newUid() } });
    assert.equal((await player.next('fault')).code, 'other_uid');
  });

  it('from a newer connection of the same uid ends the older one, with a reason', async () => {
    const uid = newUid();
    const older = await guest(game().url, uid);
    const gone = once(older.socket as never, 'disconnect');
    await guest(game().url, uid);
    assert.equal((await older.next('fault')).code, 'replaced');
    await gone;
  });
});
