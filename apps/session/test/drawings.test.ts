import assert from 'node:assert/strict';
import { useTempDir } from '@weapp-samples/testkit';
import { assertFail, assertNoSession } from './support/failure';
import { useService } from './support/service';
import { useWeixin } from './support/weixin';

const paints = '/applet/session/paints';

describe('drawings over HTTP', () => {
  const dir = useTempDir('session');
  const weixin = useWeixin();
  const service = useService(() => ({ weixin: weixin(), env: { DATA_DIR: dir() } }));

  const save = (id: unknown, headers: Record<string, string>, actions: unknown = '[]') =>
    service().post(`${paints}/save`, { id, actions }, headers);

  it('are saved, listed and deleted as in 2016', async () => {
    const user = await service().login('2016');
    const saved = await save('a', user, '[{"method":"stroke"}]');
    assert.deepEqual(saved.body, { code: 0, msg: 'success', data: {} });
    await save('b', user);
    const list = await service().get(`${paints}/list`, user);
    assert.deepEqual(list.body, {
      code: 0,
      msg: 'success',
      data: [
        { id: 'b', actions: '[]' },
        { id: 'a', actions: '[{"method":"stroke"}]' },
      ],
      next: null,
    });
    const deleted = await service().post(`${paints}/delete`, { id: 'b' }, user);
    assert.deepEqual(deleted.body, { code: 0, msg: 'success', data: {} });
    const left = await service().get(`${paints}/list`, user);
    assert.deepEqual(left.body.data, [{ id: 'a', actions: '[{"method":"stroke"}]' }]);
  });

  it('come in pages', async () => {
    const user = await service().login('pages');
    for (const id of ['a', 'b', 'c']) await save(id, user);
    const first = await service().get(`${paints}/list?limit=2`, user);
    assert.deepEqual(
      first.body.data.map(({ id }: { id: string }) => id),
      ['c', 'b'],
    );
    const second = await service().get(`${paints}/list?limit=2&before=${first.body.next}`, user);
    assert.deepEqual(second.body.data, [{ id: 'a', actions: '[]' }]);
    assert.equal(second.body.next, null);
  });

  it('belong to who saved them', async () => {
    const [one, other] = [await service().login('one'), await service().login('other')];
    await save('same', one, '[1]');
    await save('same', other, '[2]');
    await service().post(`${paints}/delete`, { id: 'same' }, other);
    const list = await service().get(`${paints}/list`, one);
    assert.deepEqual(list.body.data, [{ id: 'same', actions: '[1]' }]);
    assert.deepEqual((await service().get(`${paints}/list`, other)).body.data, []);
  });

  it('take a number for an id, as the server of 2016 did', async () => {
    const user = await service().login('number');
    await save(1_480_000_000_000, user);
    const list = await service().get(`${paints}/list`, user);
    assert.equal(list.body.data[0].id, '1480000000000');
  });

  it('are refused to nobody, with the JSON upon which clients log in', async () => {
    const reason = 'ERR_SESSION_EXPIRED';
    assertNoSession(await service().get(`${paints}/list`), 401, reason);
    assertNoSession(await save('a', {}), 401, reason);
    assertNoSession(await service().post(`${paints}/delete`, { id: 'a' }), 401, reason);
    assertNoSession(await service().get('/applet/SESSION/Paints/list'), 401, reason);
    const unknown = { 'X-WX-Session': 'a'.repeat(43) };
    assertNoSession(await service().get(`${paints}/list`, unknown), 401, reason);
  });

  it('are 200 at most, however many saves come at once', async () => {
    const user = await service().login('many');
    const ids = Array.from({ length: 220 }, (_, index) => `drawing-${index}`);
    const answers = await Promise.all(ids.map((id) => save(id, user)));
    const refused = answers.filter(({ status }) => status !== 200);
    assert.equal(refused.length, 20);
    for (const answer of refused) assertFail(answer, 409);
    const list = await service().get(`${paints}/list`, user);
    assert.equal(list.body.data.length, 200);
    assert.equal((await save(list.body.data[0].id, user, '[2]')).status, 200);
  });

  it('never show the openid, in answers or in the log', async () => {
    const user = await service().login('secretive');
    await save('a', user);
    const { encryptedData: _, ...phone } = weixin().login({ nickName: 'secretive', avatarUrl: '' });
    const answers = [
      await service().get(`${paints}/list`, user),
      await service().post('/applet/session/login', { code: phone.code }),
    ];
    const shown = answers.map(({ text }) => text).join() + service().log.text();
    assert.doesNotMatch(shown, /open_?id|\bo[\w-]{27}\b/i);
    assert.ok(!shown.includes('slot') && !shown.includes('owner') && !shown.includes('_id'));
  });
});
