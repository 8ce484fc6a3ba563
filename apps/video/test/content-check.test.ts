import assert from 'node:assert/strict';
import { onEachBackend } from './support/backends';
import { addVideos } from './support/samples';
import {
  startService,
  type TestCheck,
  type TestService,
  type TestServiceOptions,
  testCheck,
} from './support/service';

const user = { openId: 'o-1', id: 'u', nickName: '小明', avatarUrl: '' };

onEachBackend('the content check', ({ database, another }) => {
  let check: TestCheck;
  let service: TestService;
  let others: TestService[];
  let time: number;
  let vid: number;
  const more = async (options: TestServiceOptions = {}) => {
    const made = await startService(await another(), { check, now: () => time, ...options });
    others.push(made);
    return made;
  };
  beforeEach(async () => {
    check = testCheck();
    others = [];
    time = 1_480_000_000_000;
    [vid = 0] = await addVideos(database(), 1);
    service = await more({ env: { COMMENT_RECHECK_MS: '1000', COMMENT_LIMIT_USER: '0' } });
  });
  afterEach(async () => {
    for (const each of others) await each.stop();
  });
  const write = (content = '好看') => service.comment({ vid, content }, user);
  const listed = async () =>
    (await service.get(`/commentList?vid=${vid}`)).body.data.map(
      (row: { content: string }) => row.content,
    );

  it('is asked with the author and the text that others would see', async () => {
    await write('真好看');
    assert.deepEqual(check.asked, [{ content: '小明\n真好看', openId: 'o-1' }]);
  });

  it('publishes what passes', async () => {
    assert.equal((await write()).body.data.published, true);
    assert.deepEqual(await listed(), ['好看']);
  });

  it('keeps what needs a review, hidden', async () => {
    check.says = 'review';
    const { status, body } = await write();
    assert.equal(status, 200);
    assert.equal(body.code, 0);
    assert.equal(body.data.published, false);
    assert.deepEqual(await listed(), []);
    assert.equal((await database().comments.inState('review', 9)).length, 1);
  });

  it('refuses what is risky, says so and stores nothing', async () => {
    check.says = 'risky';
    const { status, body } = await write();
    assert.equal(status, 403);
    assert.equal(body.code, -1);
    assert.equal(body.msg, '评论含有违规内容，未发布');
    for (const state of ['published', 'unchecked', 'review', 'refused'] as const) {
      assert.deepEqual(await database().comments.inState(state, 9), []);
    }
  });

  it('keeps a comment hidden while it is down, and publishes it once it is up', async () => {
    check.says = 'down';
    const { status, body } = await write();
    assert.equal(status, 200);
    assert.equal(body.data.published, false);
    assert.deepEqual(await listed(), []);
    time += 1000;
    assert.equal(await service.recheck.look(), 0);
    assert.deepEqual(await listed(), []);
    check.says = 'pass';
    assert.equal(await service.recheck.look(), 0, 'it is not due yet');
    time += 2000;
    assert.equal(await service.recheck.look(), 1);
    assert.deepEqual(await listed(), ['好看']);
    assert.equal(await service.recheck.look(), 0);
  });

  it('settles later what turns out to be risky or doubtful', async () => {
    check.says = 'down';
    await write('一');
    await write('二');
    time += 1000;
    check.checkText = async ({ content }) => (content.includes('一') ? 'risky' : 'review');
    assert.equal(await service.recheck.look(), 2);
    assert.deepEqual(await listed(), []);
    assert.equal((await database().comments.inState('refused', 9)).length, 1);
    assert.equal((await database().comments.inState('review', 9)).length, 1);
  });

  it('is asked once about a comment by several processes', async () => {
    check.says = 'down';
    for (let index = 0; index < 5; index++) await write(`${index}`);
    const other = await more({ env: { COMMENT_RECHECK_MS: '1000' } });
    check.says = 'pass';
    check.asked.length = 0;
    time += 1000;
    const settled = await Promise.all([service.recheck.look(), other.recheck.look()]);
    assert.equal(settled[0] + settled[1], 5);
    assert.equal(check.asked.length, 5);
    assert.equal((await listed()).length, 5);
  });

  it('waits longer after each try, and asks about few while it is down', async () => {
    check.says = 'down';
    for (let index = 0; index < 5; index++) await write(`${index}`);
    check.asked.length = 0;
    time += 1000;
    await service.recheck.look();
    assert.equal(check.asked.length, 1);
    time += 1999;
    await service.recheck.look();
    assert.equal(check.asked.length, 1);
    time += 1;
    await service.recheck.look();
    assert.equal(check.asked.length, 2);
  });

  it('runs by itself', async () => {
    const own = await more({ env: { COMMENT_RECHECK_MS: '100' }, now: Date.now });
    check.says = 'down';
    await own.comment({ vid, content: '稍后' }, user);
    check.says = 'pass';
    own.recheck.start();
    while ((await listed()).length === 0) await new Promise(setImmediate);
    assert.deepEqual(await listed(), ['稍后']);
  });

  const anonymous = async (setting: string) => {
    const made = await more({ env: { COMMENT_WITHOUT_SESSION: setting } });
    return made.comment({ vid, content: '路过' });
  };

  it('publishes comments without a session where that is set', async () => {
    assert.equal((await anonymous('publish')).body.data.published, true);
    assert.deepEqual(await listed(), ['路过']);
  });

  it('keeps comments without a session for review where that is set', async () => {
    const { status, body } = await anonymous('review');
    assert.deepEqual([status, body.data.published], [200, false]);
    assert.deepEqual(await listed(), []);
  });

  it('takes no comments without a session where that is set', async () => {
    const { status, body } = await anonymous('refuse');
    assert.deepEqual([status, body.code, body.msg], [401, -1, '请先登录']);
    assert.equal(body.reason, 'ERR_SESSION_EXPIRED');
  });
});
