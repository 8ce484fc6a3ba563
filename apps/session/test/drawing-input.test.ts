import assert from 'node:assert/strict';
import { useTempDir } from '@weapp-samples/testkit';
import fc from 'fast-check';
import { assertFail } from './support/failure';
import { useService } from './support/service';
import { useWeixin } from './support/weixin';

const paints = '/applet/session/paints';
const largest = 512 * 1024;

/** JSON text of so many bytes, made of what JSON has to escape once more. */
const quotes = (bytes: number) =>
  JSON.stringify('"'.repeat(Math.floor((bytes - 2) / 2))).padEnd(bytes, ' ');

describe('what drawings are refused for', () => {
  const dir = useTempDir('session');
  const weixin = useWeixin();
  const service = useService(() => ({ weixin: weixin(), env: { DATA_DIR: dir() } }));
  let user: Record<string, string>;
  before(async () => {
    user = { ...(await service().login()) };
  });
  const save = (body: unknown) => service().post(`${paints}/save`, body, user);

  for (const [title, body, field] of [
    ['no id', { actions: '[]' }, 'id'],
    ['an empty id', { id: '', actions: '[]' }, 'id'],
    ['an id of 129 characters', { id: 'a'.repeat(129), actions: '[]' }, 'id'],
    ['an id that is an object', { id: { $ne: null }, actions: '[]' }, 'id'],
    ['an id with a NUL', { id: 'a\0', actions: '[]' }, 'id'],
    ['an id with half a surrogate pair', { id: '\ud83d', actions: '[]' }, 'id'],
    ['no actions', { id: 'a' }, 'actions'],
    ['empty actions', { id: 'a', actions: '' }, 'actions'],
    ['actions that are no text', { id: 'a', actions: [] }, 'actions'],
    ['actions that are no JSON', { id: 'a', actions: '[1,]' }, 'actions'],
    ['actions with half a surrogate pair', { id: 'a', actions: '"\udc00"' }, 'actions'],
  ] as const) {
    it(`${title}: 400, and the field is named`, async () => {
      assertFail(await save(body), 400, field);
    });
  }

  it('a body that is no JSON, or none: 400; of another type: 415', async () => {
    assertFail(await save('{"id":'), 400);
    assertFail(await save(''), 400, 'id');
    const xml = { ...user, 'Content-Type': 'text/xml' };
    assertFail(await service().post(`${paints}/save`, '<a/>', xml), 415);
  });

  for (const query of [
    'limit=0',
    'limit=201',
    'limit=x',
    'before=-1',
    'before=1.5',
    'before[]=1',
  ]) {
    it(`a list with ${query}: 400`, async () => {
      const answer = await service().get(`${paints}/list?${query}`, user);
      if (query === 'before[]=1') assert.equal(answer.status, 200, 'an unknown field is dropped');
      else assertFail(answer, 400, query.split('=')[0]);
    });
  }

  it('an id to delete that is none: 400', async () => {
    assertFail(await service().post(`${paints}/delete`, {}, user), 400, 'id');
  });

  it('one byte more than 512 KB: 413; with 512 KB it is saved, however it is escaped', async () => {
    const actions = quotes(largest);
    assert.equal(Buffer.byteLength(actions), largest);
    assert.equal((await save({ id: 'quotes', actions })).status, 200);
    const list = await service().get(`${paints}/list?limit=1`, user);
    assert.equal(list.body.data[0].actions, actions);
    assertFail(await save({ id: 'quotes', actions: quotes(largest + 1) }), 413, 'actions');
    const wide = JSON.stringify('ж'.repeat((largest - 2) / 2));
    const ascii = JSON.stringify({ id: 'wide', actions: wide }).replaceAll('ж', '\\u0436');
    assert.equal((await save(ascii)).status, 200);
    const form = new URLSearchParams({ id: 'form', actions: quotes(largest) });
    assert.equal((await save(form)).status, 200);
  });

  it('a body that no drawing can need: 413', async () => {
    assertFail(await save({ id: 'a', actions: 'a'.repeat(4 * largest) }), 413);
  });

  it('whatever comes: never an error of the server, and never half a drawing', async () => {
    const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.jsonValue());
    const body = fc.record({ id: anything, actions: anything }, { requiredKeys: [] });
    await fc.assert(
      fc.asyncProperty(body, async (given) => {
        const answer = await save(given);
        assert.ok([200, 400].includes(answer.status), answer.text);
        if (answer.status === 400) return;
        const list = await service().get(`${paints}/list?limit=200`, user);
        const kept = list.body.data.find(({ id }: { id: string }) => id === String(given.id));
        assert.equal(kept.actions, given.actions);
        await service().post(`${paints}/delete`, { id: given.id }, user);
      }),
      { numRuns: 100 },
    );
  });
});
