import assert from 'node:assert/strict';
import { once } from 'node:events';
import { gameSocketPath } from '@weapp-samples/contracts';
import ioOf2016 from 'socket.io-client-2';
import { useGame } from '../helpers/game';
import {
  closePlayers,
  connectPlayer,
  followed,
  guest,
  newUid,
  openSocket,
} from '../helpers/player';
import { useSessions } from '../helpers/sessions';

describe('a player with a session', () => {
  const { sessionStore, env, phone, signIn } = useSessions();
  const game = useGame(env, { sessionStore });
  afterEach(closePlayers);

  it('is who the session says, whatever hello says', async () => {
    const { token, id, avatarUrl } = await signIn('小红');
    const player = await connectPlayer(game().url, id, { auth: { session: token } });
    player.socket.emit('hello', { user: { uid: 'somebody-else', uname: 'x' } });
    const { user, signedIn } = await player.next('hi');
    assert.deepEqual(user, { uid: id, uname: '小红', uavatar: avatarUrl });
    assert.equal(signedIn, true);
  });

  it('needs no user in hello', async () => {
    const { token, id } = await signIn('kurz');
    const player = await connectPlayer(game().url, id, { auth: { session: token } });
    player.socket.emit('hello', {});
    assert.equal((await player.next('hi')).user.uid, id);
  });

  it('can bring the token in the header or, with protocol 3, in the query', async () => {
    const { token, id } = await signIn('header');
    const extraHeaders = { 'X-WX-Session': token };
    const player = await connectPlayer(game().url, id, { extraHeaders });
    player.socket.emit('hello', {});
    assert.equal((await player.next('hi')).user.uid, id);
    const options = { path: gameSocketPath, transports: ['websocket'], query: { session: token } };
    const old = ioOf2016(game().url, options);
    await once(old as never, 'connect');
    old.emit('hello', {});
    const [hi] = (await once(old as never, 'hi')) as [{ user: { uid: string } }];
    assert.equal(hi.user.uid, id);
    old.close();
  });

  it('can bring what 2016 sent in its first request, and the code alone later', async () => {
    const { code, rawData, signature } = phone('旧人');
    const session = { code, rawData, signature };
    const first = await connectPlayer(game().url, 'old', { auth: { session } });
    first.socket.emit('hello', {});
    const { user } = await first.next('hi');
    assert.equal(user.uname, '旧人');
    const later = await connectPlayer(game().url, 'old', { auth: { session: code } });
    later.socket.emit('hello', {});
    assert.equal((await later.next('hi')).user.uid, user.uid);
  });

  it('is refused when it has expired, in a way the client can tell', async () => {
    const socket = openSocket(game().url, { auth: { session: 'A'.repeat(43) } });
    const [error] = (await once(socket as never, 'connect_error')) as [Error & { data: unknown }];
    assert.deepEqual(error.data, { reason: 'ERR_SESSION_EXPIRED' });
  });

  it('is refused whatever nonsense it brings, and nothing is harmed', async () => {
    for (const session of [
      { code: 7 },
      { code: 'x', rawData: [] },
      { token: {} },
      'x'.repeat(900),
    ]) {
      const socket = openSocket(game().url, { auth: { session } });
      await once(socket as never, 'connect_error');
    }
    await guest(game().url, newUid());
  });

  it('cannot be robbed of the seat by a guest of the same uid', async () => {
    const { token, id } = await signIn('reich');
    const player = await connectPlayer(game().url, id, { auth: { session: token } });
    player.socket.emit('hello', {});
    await player.next('hi');
    const thief = await connectPlayer(game().url, id);
    thief.socket.emit('hello', { user: { uid: id } });
    assert.equal((await thief.next('fault')).code, 'uid_taken');
    assert.equal(player.socket.connected, true);
    player.socket.emit('join');
    await player.next('room');
  });

  it('is seen by the others under the name of the session', async () => {
    const { token, id } = await signIn('sichtbar');
    const socket = openSocket(game().url, { auth: { session: token } });
    const player = followed(id, socket);
    socket.emit('hello', {});
    socket.emit('join');
    const other = await guest(game().url, newUid());
    other.socket.emit('join');
    const { roomUsers } = await other.next('start');
    assert.ok(roomUsers.some(({ uid, uname }) => uid === id && uname === 'sichtbar'));
    await player.next('start');
  });
});
