import assert from 'node:assert/strict';
import fc from 'fast-check';
import { onEachBackend } from './support/backends';
import { addVideos, comment, difficultTexts, video } from './support/samples';

onEachBackend('videos and comments in a store', ({ database, another }) => {
  const firstOf = (text: string) => [...text].slice(0, 20).join('');
  const ids = (rows: readonly { readonly id: number }[]) => rows.map(({ id }) => id);

  it('lists videos newest first, by key and by offset', async () => {
    const added = await addVideos(database(), 5);
    const newest = [...added].reverse();
    const { videos } = database();
    assert.deepEqual(ids(await videos.newest({ limit: 10 })), newest);
    assert.deepEqual(ids(await videos.newest({ limit: 2, before: newest[1] })), newest.slice(2, 4));
    assert.deepEqual(ids(await videos.skipping(3, 6)), newest.slice(3));
    assert.deepEqual(await videos.skipping(6e9, 6), []);
    assert.equal(await videos.count(), 5);
  });

  it('gives a video back as it was added', async () => {
    const [id] = await database().videos.add([{ ...video(1), video_title: '战神 👾 "引号"' }]);
    const [found] = await database().videos.newest({ limit: 1 });
    assert.deepEqual(found, { id, ...video(1), video_title: '战神 👾 "引号"' });
  });

  it('adds videos all or none', async () => {
    const broken = [video(1), { ...video(2), video_title: null as unknown as string }];
    await assert.rejects(database().videos.add(broken));
    assert.equal(await database().videos.count(), 0);
  });

  it('adds to an empty catalogue once, whoever comes first', async () => {
    const stores = [database(), await another()];
    const done = await Promise.all(
      stores.map(({ videos }) => videos.addToEmpty([video(1), video(2)])),
    );
    assert.equal(done.filter(Boolean).length, 1);
    assert.equal(await database().videos.count(), 2);
  });

  it('removes a video with its comments', async () => {
    const [first = 0, second = 0] = await addVideos(database(), 2);
    const { videos, comments } = database();
    await comments.add(comment(first));
    await comments.add(comment(second));
    assert.equal(await videos.remove(first), true);
    assert.equal(await videos.remove(first), false);
    assert.deepEqual(await comments.published(first, { limit: 9 }), []);
    assert.equal((await comments.published(second, { limit: 9 })).length, 1);
  });

  it('lists the published comments of one video, newest first, by key', async () => {
    const [vid = 0, other = 0] = await addVideos(database(), 2);
    const { comments } = database();
    const added: number[] = [];
    for (let index = 0; index < 5; index++) added.push((await comments.add(comment(vid))) ?? 0);
    await comments.add(comment(other));
    for (const state of ['unchecked', 'review', 'refused'] as const) {
      await comments.add(comment(vid, { state }));
    }
    const newest = added.reverse();
    assert.deepEqual(ids(await comments.published(vid, { limit: 9 })), newest);
    const page = await comments.published(vid, { limit: 2, before: newest[1] });
    assert.deepEqual(ids(page), newest.slice(2, 4));
  });

  it('gives a comment back byte for byte', async () => {
    const [vid = 0] = await addVideos(database(), 1);
    const { comments } = database();
    for (const text of difficultTexts) {
      await comments.add(comment(vid, { content: text, nick: firstOf(text) }));
      const [found] = await comments.published(vid, { limit: 1 });
      assert.equal(found?.content, text);
      assert.equal(found?.nick, firstOf(text));
    }
  });

  it('gives any well-formed text back byte for byte', async () => {
    const [vid = 0] = await addVideos(database(), 1);
    const { comments } = database();
    const texts = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(
        texts.filter((text) => !text.includes('\0')),
        async (content) => {
          await comments.add(comment(vid, { content }));
          const [found] = await comments.published(vid, { limit: 1 });
          assert.equal(found?.content, content);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('shows what readers need and nothing of the author', async () => {
    const [vid = 0] = await addVideos(database(), 1);
    const id = await database().comments.add(comment(vid, { openId: 'o-secret' }));
    const [found] = await database().comments.published(vid, { limit: 1 });
    const { nick, avatar, content } = comment(vid);
    assert.deepEqual(found, { id, vid, nick, avatar, content, create_time: 1_480_000_000_000 });
  });

  it('stores no comment on a video that is not there', async () => {
    assert.equal(await database().comments.add(comment(999_999)), undefined);
    assert.deepEqual(await database().comments.published(999_999, { limit: 1 }), []);
  });

  it('refuses a value that does not fit rather than cutting it', async () => {
    const [vid = 0] = await addVideos(database(), 1);
    const missing = { content: null as unknown as string };
    await assert.rejects(database().comments.add(comment(vid, missing)));
    assert.deepEqual(await database().comments.published(vid, { limit: 1 }), []);
  });

  it('tells by its revision whether the comments of a video have changed', async () => {
    const [first = 0, second = 0] = await addVideos(database(), 2);
    const { comments } = database();
    const before = await comments.revisions([first, second, 999_999]);
    assert.deepEqual(
      [...before.keys()].sort((a, b) => a - b),
      [first, second],
    );
    const id = (await comments.add(comment(first, { state: 'review' }))) ?? 0;
    const added = await comments.revisions([first, second]);
    assert.ok(Number(added.get(first)) > Number(before.get(first)));
    assert.equal(added.get(second), before.get(second));
    await comments.settle({ id, vid: first }, ['review'], 'published');
    const settled = await comments.revisions([first]);
    assert.ok(Number(settled.get(first)) > Number(added.get(first)));
  });

  it('answers for many videos at once', async () => {
    const added = await addVideos(database(), 600);
    assert.equal((await database().comments.revisions(added)).size, 600);
  });

  it('gives comments of one video ids in the order they become visible', async () => {
    const [vid = 0] = await addVideos(database(), 1);
    const stores = [database(), await another()];
    let seen: number[] = [];
    const writing = Promise.all(
      Array.from({ length: 20 }, (_, index) => stores[index % 2]?.comments.add(comment(vid))),
    );
    let done = false;
    void writing.then(() => {
      done = true;
    });
    while (!done) {
      const now = ids(await database().comments.published(vid, { limit: 100 })).reverse();
      assert.deepEqual(now.slice(0, seen.length), seen);
      seen = now;
    }
    assert.equal(new Set(await writing).size, 20);
  });

  it('hands an unchecked comment to one of those who ask, and again later', async () => {
    const [vid = 0] = await addVideos(database(), 1);
    const { comments } = database();
    const hidden = { state: 'unchecked', checkAt: 100, openId: 'o-1' } as const;
    for (let index = 0; index < 6; index++) await comments.add(comment(vid, hidden));
    await comments.add(comment(vid, { ...hidden, checkAt: 5000 }));
    const other = (await another()).comments;
    const delay = (tries: number) => 1000 * (tries + 1);
    const taken = await Promise.all([
      comments.takeUnchecked(100, 10, delay),
      other.takeUnchecked(100, 10, delay),
      comments.takeUnchecked(100, 10, delay),
    ]);
    assert.equal(taken.flat().length, 6);
    assert.equal(new Set(ids(taken.flat())).size, 6);
    assert.equal(taken.flat()[0]?.openId, 'o-1');
    assert.deepEqual(await comments.takeUnchecked(1099, 10, delay), []);
    assert.equal((await comments.takeUnchecked(1100, 4, delay)).length, 4);
    assert.equal((await comments.takeUnchecked(1100, 4, delay)).length, 2);
    assert.equal((await comments.takeUnchecked(3099, 10, delay)).length, 0);
    assert.equal((await comments.takeUnchecked(3100, 10, delay)).length, 6);
  });

  it('settles a comment once, from the states that were named', async () => {
    const [vid = 0] = await addVideos(database(), 1);
    const { comments } = database();
    const id = (await comments.add(comment(vid, { state: 'unchecked' }))) ?? 0;
    assert.equal(await comments.settle({ id, vid }, ['review'], 'refused'), false);
    assert.equal(await comments.settle({ id, vid }, ['unchecked', 'review'], 'published'), true);
    assert.equal(await comments.settle({ id, vid }, ['unchecked', 'review'], 'refused'), false);
    assert.deepEqual(ids(await comments.published(vid, { limit: 9 })), [id]);
  });

  it('lists hidden comments for those who review them', async () => {
    const [vid = 0] = await addVideos(database(), 1);
    const { comments } = database();
    const id = await comments.add(comment(vid, { state: 'review', openId: 'o-1' }));
    await comments.add(comment(vid));
    const { nick, content } = comment(vid);
    assert.deepEqual(await comments.inState('review', 9), [
      { id, vid, nick, content, openId: 'o-1' },
    ]);
  });

  it('answers a ping and migrates only once', async () => {
    await database().ping();
    assert.deepEqual(await database().migrate(), []);
  });
});
