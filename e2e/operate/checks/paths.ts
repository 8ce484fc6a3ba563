/** Every path of the wire contracts, through nginx. */
import assert from 'node:assert/strict';
import { apis, serviceTable } from '@weapp-samples/contracts';
import { waitFor } from '@weapp-samples/testkit';
import { form, jpeg, json } from '../support/client';
import { createPlayer } from '../support/player';
import type { Production } from '../support/production';

export function pathChecks(production: () => Production): void {
  describe('through nginx', () => {
    it('every endpoint of the contracts reaches its service', async () => {
      const { ask } = production();
      for (const { prefix, endpoints } of apis) {
        for (const { method, path } of Object.values(endpoints)) {
          const sent = method === 'post' ? json({}) : {};
          const { status, headers, json: body } = await ask(prefix + path, sent);
          assert.ok([200, 400, 401, 415].includes(status), `${method} ${prefix}${path}: ${status}`);
          assert.match(String(headers['content-type']), /^application\/json/);
          assert.equal(typeof body(), 'object');
        }
      }
    });

    it('photos are uploaded, listed and deleted', async () => {
      const { ask, login } = production();
      const user = await login('摄影师');
      const sent = await ask('/applet/album/upload', form('image', jpeg(300_000), user));
      assert.equal(sent.status, 200, sent.text);
      const { imgUrl } = sent.json().data;
      assert.deepEqual((await ask('/applet/album/list', { headers: user })).json().data, [imgUrl]);
      const filepath = new URL(imgUrl).pathname;
      assert.equal((await ask('/applet/album/delete', json({ filepath }, user))).json().code, 0);
    });

    it('drawings are saved and comments appear', async () => {
      const { ask, login } = production();
      const user = await login('画家 🎨');
      const drawing = { id: 'one', actions: '[]' };
      const saved = await ask('/applet/session/paints/save', json(drawing, user));
      assert.equal(saved.json().code, 0, saved.text);
      const { list } = (await ask('/applet/video/list?pageNo=1')).json().data;
      const vid = list[0].id;
      const comment = { vid, nick: '', avatar: '', content: '好看 👍' };
      assert.equal((await ask('/applet/video/comment', json(comment, user))).json().code, 0);
      const [newest] = (await ask(`/applet/video/commentList?vid=${vid}`)).json().data;
      assert.equal(newest.content, '好看 👍');
    });

    it('a game is played over wss', async () => {
      const { front } = production();
      const players = [createPlayer(front), createPlayer(front)];
      const result = (player: (typeof players)[number]) =>
        new Promise((resolve) => player.socket.once('result', resolve));
      await Promise.all(players.map(result));
      for (const player of players) player.stop();
    });

    it('the service sees the client’s address, and not what the client says it is', async () => {
      const { ask, pm2 } = production();
      const headers = { 'X-Request-Id': 'whose-address', 'X-Forwarded-For': '203.0.113.9' };
      await ask('/applet/video/list?pageNo=2', { headers });
      const line = await waitFor(() => /.*"whose-address".*/.exec(pm2.log('video-out.log'))?.[0]);
      assert.match(line, /"ip":"127\.0\.0\.1"/);
    });

    for (const path of ['/healthz', '/readyz', '/metrics']) {
      it(`${path} is not reachable, however it is spelled`, async () => {
        const { ask } = production();
        const prefixes = serviceTable.map(({ prefix }) => prefix);
        const spelled = [path, `//${path.slice(1)}`, `/x/..${path}`, `${path}/`, `/%2e${path}`];
        const inside = prefixes.flatMap((at) => [`${at}${path}`, `${at}/..%2f..${path}`]);
        for (const each of [...spelled, ...inside]) {
          const { status } = await ask(each);
          assert.ok(status === 404 || status === 400, `${each}: ${status}`);
        }
      });
    }

    it('plain HTTP is sent to HTTPS with its path and query', async () => {
      const { front } = production();
      const answer = await fetch(`${front.httpUrl}/applet/video/list?pageNo=1`, {
        redirect: 'manual',
      });
      assert.equal(answer.status, 308);
      assert.equal(answer.headers.get('location'), `${front.url}/applet/video/list?pageNo=1`);
    });
  });
}
