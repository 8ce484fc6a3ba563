import assert from 'node:assert/strict';
import { createDrafts } from '../drawing/lib/drafts';
import { createDrawings } from '../drawing/lib/drawings';
import type { Http } from '../lib/http';
import { createStorage } from '../lib/storage';
import { fakeWx } from './fake-wx';

interface Saved {
  id: string;
  actions: string;
}

/** A server with drawings `d1`…, the newest first, and a phone whose network can go. */
function phone(count: number) {
  const server: Saved[] = Array.from({ length: count }, (_, i) => ({
    id: `d${count - i}`,
    actions: '[]',
  }));
  const { wx } = fakeWx(() => ({ errMsg: 'not used' }));
  const drafts = createDrafts(createStorage(wx), () => 'ann');
  const state = { online: true, server, drafts };
  const reach = () => {
    if (!state.online) throw new Error('offline');
  };
  const http = {
    async get(_path: string, { limit = 0, before = server.length }) {
      reach();
      const from = server.length - Number(before);
      const data = server.slice(from, from + Number(limit));
      const rest = server.length - from - data.length;
      return { data, next: rest > 0 ? rest : null };
    },
    async post(path: string, { id, actions = '' }: Partial<Saved>) {
      reach();
      const at = server.findIndex((one) => one.id === id);
      if (path.endsWith('/delete')) server.splice(at, at < 0 ? 0 : 1);
      else if (at < 0) server.unshift({ id: id ?? '', actions });
      else server[at] = { id: id ?? '', actions };
      return { data: {}, next: null };
    },
  } as unknown as Http;
  return { ...state, state, drawings: createDrawings(http, drafts) };
}

describe('the list of drawings', () => {
  it('comes page by page', async () => {
    const { drawings } = phone(30);
    await drawings.refresh();
    assert.equal(drawings.items().length, 12);
    while (drawings.hasMore()) await drawings.more();
    assert.equal(new Set(drawings.items().map(({ id }) => id)).size, 30);
  });

  it('finds one wherever it is', async () => {
    const { drawings } = phone(30);
    assert.equal((await drawings.find('d1'))?.id, 'd1');
    assert.equal(await drawings.find('nobody'), undefined);
  });

  it('shows at once what was saved and deleted', async () => {
    const { drawings } = phone(2);
    await drawings.refresh();
    await drawings.save('d1', '[1]');
    await drawings.save('new', '[2]');
    await drawings.remove('d2');
    const seen = drawings.items().map(({ id, actions }) => `${id} ${actions}`);
    assert.deepEqual(seen, ['new [2]', 'd1 [1]']);
  });

  it('keeps on the phone what could not be sent, shows it, and sends it later', async () => {
    const { drawings, state, server, drafts } = phone(1);
    await drawings.refresh();
    state.online = false;
    await assert.rejects(drawings.save('d1', '[1]'));
    await assert.rejects(drawings.save('new', '[2]'));
    await assert.rejects(drawings.refresh());
    const seen = drawings.items().map(({ id, waiting }) => `${id} ${waiting}`);
    assert.deepEqual(seen, ['new true', 'd1 true']);
    state.online = true;
    await drawings.refresh();
    assert.deepEqual(drafts.all(), []);
    assert.deepEqual(server, [
      { id: 'new', actions: '[2]' },
      { id: 'd1', actions: '[1]' },
    ]);
  });

  it('keeps the newer of two drafts when the older has arrived', () => {
    const { drafts } = phone(0);
    drafts.put('a', 'old');
    drafts.put('a', 'new');
    drafts.drop('a', 'old');
    assert.deepEqual(
      drafts.all().map(({ actions }) => actions),
      ['new'],
    );
    drafts.drop('a', 'new');
    assert.deepEqual(drafts.all(), []);
  });
});

describe('drafts', () => {
  it('of one user are not shown to another', () => {
    const storage = createStorage(fakeWx(() => ({ errMsg: '' })).wx);
    createDrafts(storage, () => 'ann').put('a', '[]');
    createDrafts(storage, () => 'ben').put('b', '[]');
    const ids = (owner: string) =>
      createDrafts(storage, () => owner)
        .all()
        .map(({ id }) => id);
    assert.deepEqual([ids('ann'), ids('ben'), ids('cleo')], [['a'], ['b'], []]);
  });
});
