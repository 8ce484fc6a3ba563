import assert from 'node:assert/strict';
import { createCommentList } from '../src/comment-list';
import type { CommentStore, PublishedComment } from '../src/stores/comment-store';
import { openDatabase } from '../src/stores/database';
import { useDatabase } from './support/mariadb';
import { addVideos } from './support/samples';
import { startService } from './support/service';

/** A store that counts how often it is asked. */
function countingStore() {
  const rows: PublishedComment[] = [];
  const asked = { revisions: 0, lists: 0 };
  const store = {
    revisions: async (vids: readonly number[]) => {
      asked.revisions++;
      return new Map(vids.filter((vid) => vid < 10).map((vid) => [vid, rows.length]));
    },
    published: async () => {
      asked.lists++;
      return [...rows].reverse();
    },
  } as unknown as CommentStore;
  const add = (content: string) => {
    const id = rows.length + 1;
    rows.push({ id, vid: 1, nick: '', avatar: '', content, create_time: 1 });
  };
  return { store, asked, add };
}

describe('the list of comments', () => {
  let time: number;
  const make = (believeMs: number) => {
    const counting = countingStore();
    const options = { comments: counting.store, believeMs, monotonicNow: () => time };
    return { ...counting, list: createCommentList(options) };
  };
  const contents = (answer: Buffer | undefined) =>
    JSON.parse(String(answer)).data.map(({ content }: PublishedComment) => content);
  beforeEach(() => {
    time = 0;
  });

  it('is read once as long as nothing changes', async () => {
    const { list, asked, add } = make(0);
    add('a');
    for (let index = 0; index < 5; index++) assert.deepEqual(contents(await list(1, {})), ['a']);
    assert.deepEqual(asked, { revisions: 5, lists: 1 });
    add('b');
    assert.deepEqual(contents(await list(1, {})), ['b', 'a']);
    assert.equal(asked.lists, 2);
  });

  it('is read once for all who ask together', async () => {
    const { list, asked, add } = make(0);
    add('a');
    await Promise.all(Array.from({ length: 50 }, () => list(1, {})));
    assert.deepEqual(asked, { revisions: 1, lists: 1 });
  });

  it('believes a revision for its time and no longer', async () => {
    const { list, asked, add } = make(100);
    add('a');
    await list(1, {});
    add('b');
    time = 99;
    assert.deepEqual(contents(await list(1, {})), ['a']);
    assert.equal(asked.revisions, 1);
    time = 100;
    assert.deepEqual(contents(await list(1, {})), ['b', 'a']);
  });

  it('keeps pages apart', async () => {
    const { list, asked, add } = make(0);
    add('a');
    add('b');
    assert.deepEqual(contents(await list(1, { limit: 1 })), ['b']);
    assert.deepEqual(contents(await list(1, { limit: 2 })), ['b', 'a']);
    assert.equal(asked.lists, 2);
  });

  it('knows videos that are not there', async () => {
    const { list, asked } = make(100);
    assert.equal(await list(99, {}), undefined);
    assert.equal(asked.lists, 0);
  });

  describe('in two processes that believe revisions for a while', () => {
    const url = useDatabase();

    it('has a comment once its author was told, whichever process is asked', async () => {
      const open = () =>
        openDatabase({ mysqlUrl: url(), sqliteFile: '', connections: 4, timeoutMs: 5000 });
      const env = { COMMENT_LIST_CACHE_MS: '60' };
      const first = await open();
      await first.migrate();
      const [vid = 0] = await addVideos(first, 1);
      const [one, other] = [
        await startService(first, { env }),
        await startService(await open(), { env }),
      ];
      let reading = true;
      const readers = [one, other].map(async (service) => {
        while (reading) await service.get(`/commentList?vid=${vid}`);
      });
      try {
        for (let index = 0; index < 20; index++) {
          const [writer, reader] = index % 2 === 0 ? [one, other] : [other, one];
          const { body: told } = await writer.comment({ vid, content: `${index}` });
          const { body } = await reader.get(`/commentList?vid=${vid}`);
          assert.equal(body.data[0].id, told.data.id);
        }
      } finally {
        reading = false;
        await Promise.all(readers);
        await one.stop();
        await other.stop();
      }
    }).timeout(30_000);
  });
});
