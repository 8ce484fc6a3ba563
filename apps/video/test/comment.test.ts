import assert from 'node:assert/strict';
import { videoApi } from '@weapp-samples/contracts';
import { onEachBackend } from './support/backends';
import { addVideos, difficultTexts } from './support/samples';
import { startService, type TestService } from './support/service';

onEachBackend('POST /comment and GET /commentList', ({ database, another }) => {
  let service: TestService;
  let vid: number;
  beforeEach(async () => {
    service = await startService(database());
    [vid = 0] = await addVideos(database(), 1);
  });
  afterEach(() => service.stop());
  const body = (more: object = {}) => ({
    ...{ vid, nick: '小明', avatar: 'https://wx.example.com/a.png', content: '好看' },
    ...more,
  });
  const listed = async () => (await service.get(`/commentList?vid=${vid}`)).body.data;

  it('stores a comment and lists it, as in 2016', async () => {
    const before = Date.now();
    const { status, body: answer } = await service.comment(body());
    assert.equal(status, 200);
    assert.equal(answer.code, 0);
    assert.equal(answer.msg, 'ok');
    assert.equal(answer.data.published, true);
    const list = await service.get(`/commentList?vid=${vid}`);
    assert.equal(list.status, 200);
    assert.equal(list.body.code, 0);
    const [{ create_time, ...row }] = list.body.data;
    assert.deepEqual(row, { id: answer.data.id, ...body() });
    assert.ok(create_time >= before && create_time <= Date.now());
    videoApi.endpoints.commentList.data.parse(list.body.data);
    videoApi.endpoints.comment.data.parse(answer.data);
  });

  it('lists the newest first', async () => {
    for (const content of ['1', '2', '3']) await service.comment(body({ content }));
    assert.deepEqual(
      (await listed()).map((row: { content: string }) => row.content),
      ['3', '2', '1'],
    );
  });

  it('gives every text back byte for byte', async () => {
    for (const text of difficultTexts) {
      const content = text.trim();
      assert.equal((await service.comment(body({ content }))).status, 200, text);
      assert.equal((await listed())[0].content, content);
    }
  });

  it('takes the video id as a number or as digits', async () => {
    assert.equal((await service.comment(body({ vid: String(vid) }))).body.code, 0);
    const form = new URLSearchParams({ vid: String(vid), content: '表单' }).toString();
    const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
    assert.equal((await service.comment(form, undefined, type)).body.code, 0);
    assert.equal((await listed())[0].content, '表单');
  });

  it('takes an author without a name or a picture', async () => {
    const { status } = await service.comment({ vid, content: '无名' });
    assert.equal(status, 200);
    const [row] = await listed();
    assert.equal(row.nick, '');
    assert.equal(row.avatar, '');
  });

  it('trims content and counts characters, not bytes', async () => {
    assert.equal((await service.comment(body({ content: `  ${'👍'.repeat(500)}\n` }))).status, 200);
    assert.equal((await listed())[0].content, '👍'.repeat(500));
    assert.equal((await service.comment(body({ content: '👍'.repeat(501) }))).status, 400);
    assert.equal((await service.comment(body({ nick: '名'.repeat(64) }))).status, 200);
  });

  it('refuses bad input, names the field and stores nothing', async () => {
    const wrong: [string, object][] = [
      ['content', { content: '' }],
      ['content', { content: ' \n\t ' }],
      ['content', { content: undefined }],
      ['content', { content: 7 }],
      ['content', { content: 'x'.repeat(501) }],
      ['content', { content: 'nul \0' }],
      ['content', { content: 'half \ud83c' }],
      ['nick', { nick: '名'.repeat(65) }],
      ['nick', { nick: null }],
      ['avatar', { avatar: 'javascript:alert(1)' }],
      ['avatar', { avatar: 'ftp://a.example.com/' }],
      ['avatar', { avatar: 'http://' }],
      ['avatar', { avatar: `https://a.example.com/${'x'.repeat(1100)}` }],
      ['vid', { vid: undefined }],
      ['vid', { vid: 0 }],
      ['vid', { vid: -1 }],
      ['vid', { vid: 1.5 }],
      ['vid', { vid: '1;drop' }],
      ['vid', { vid: 4294967296 }],
      ['vid', { vid: [1] }],
      ['vid', { vid: { $gt: 0 } }],
    ];
    for (const [field, more] of wrong) {
      const { status, body: answer } = await service.comment(body(more));
      const shown = JSON.stringify(more);
      assert.equal(status, 400, shown);
      assert.equal(answer.code, -1, shown);
      assert.equal(answer.error.field, field, shown);
    }
    assert.deepEqual(await listed(), []);
  });

  it('refuses a body that is no JSON', async () => {
    assert.equal((await service.comment('{"vid":')).status, 400);
    assert.equal(
      (await service.comment('x', undefined, { 'Content-Type': 'text/plain' })).status,
      415,
    );
    assert.equal((await service.comment(body({ content: 'x'.repeat(2_000_000) }))).status, 413);
  });

  it('knows no other video', async () => {
    const { status, body: answer } = await service.comment(body({ vid: vid + 999 }));
    assert.equal(status, 404);
    assert.equal(answer.code, -1);
    assert.equal((await service.get(`/commentList?vid=${vid + 999}`)).status, 404);
  });

  it('refuses to list without a proper video id', async () => {
    for (const query of [
      '',
      '?vid=',
      '?vid=abc',
      '?vid=0',
      '?vid=1;drop',
      '?vid=1&vid=2',
      '?vid[]=1',
    ]) {
      const { status, body: answer } = await service.get(`/commentList${query}`);
      assert.equal(status, 400, query);
      assert.deepEqual([answer.code, answer.msg, answer.error.field], [-1, 'failed', 'vid']);
    }
  });

  it('is paged by key to the end', async () => {
    for (let index = 0; index < 5; index++) await service.comment(body({ content: `${index}` }));
    const seen: string[] = [];
    for (let query = '&limit=2'; query; ) {
      const { body: page } = await service.get(`/commentList?vid=${vid}${query}`);
      seen.push(page.data.map((row: { content: string }) => row.content).join());
      query = page.next === null ? '' : `&limit=2&before=${page.next}`;
    }
    assert.deepEqual(seen, ['4,3', '2,1', '0']);
  });

  it('holds the newest thousand when no limit is named', async () => {
    const { comments } = database();
    const row = { vid, nick: '', avatar: '', openId: undefined, state: 'published' } as const;
    for (let index = 0; index < 1003; index++) {
      await comments.add({ ...row, content: `${index}`, createTime: 1, checkAt: 1 });
    }
    const { body: first } = await service.get(`/commentList?vid=${vid}`);
    assert.equal(first.data.length, 1000);
    assert.equal(first.data[0].content, '1002');
    const { body: rest } = await service.get(`/commentList?vid=${vid}&before=${first.next}`);
    assert.equal(rest.data.length, 3);
    assert.equal(rest.next, null);
  }).timeout(30_000);

  it('is seen at once, whichever process was told and whichever is asked', async () => {
    const other = await startService(await another());
    try {
      for (let index = 0; index < 40; index++) {
        const [writer, reader] = index % 2 === 0 ? [service, other] : [other, service];
        const { body: answer } = await writer.comment(body({ content: `${index}` }));
        const { body: list } = await reader.get(`/commentList?vid=${vid}&limit=1`);
        assert.equal(list.data[0].id, answer.data.id);
      }
    } finally {
      await other.stop();
    }
  });

  it('is seen by many readers while many write', async () => {
    const write = async (name: string) => {
      for (let index = 0; index < 10; index++) {
        const { body: answer } = await service.comment(body({ content: `${name}${index}` }));
        const rows = await listed();
        assert.ok(rows.some(({ id }: { id: number }) => id === answer.data.id));
      }
    };
    await Promise.all(['a', 'b', 'c', 'd'].map(write));
    assert.equal((await listed()).length, 40);
  });

  it('takes the author from the session, not from the body', async () => {
    const user = {
      openId: 'o-1',
      id: 'u',
      nickName: '真名 😀',
      avatarUrl: 'https://wx.example.com/me.png',
    };
    await service.comment(body({ nick: '冒名', avatar: 'https://evil.example.com/' }), user);
    const [row] = await listed();
    assert.equal(row.nick, user.nickName);
    assert.equal(row.avatar, user.avatarUrl);
    assert.equal('openid' in row || 'openId' in row, false);
  });

  it('fits what a session holds into the table', async () => {
    const user = { openId: 'o-1', id: 'u', nickName: '👍'.repeat(200), avatarUrl: 'wxfile://tmp' };
    assert.equal((await service.comment(body(), user)).status, 200);
    const [row] = await listed();
    assert.equal(row.nick, '👍'.repeat(64));
    assert.equal(row.avatar, '');
  });
});
