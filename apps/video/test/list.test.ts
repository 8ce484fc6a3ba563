import assert from 'node:assert/strict';
import { openapi, videoApi } from '@weapp-samples/contracts';
import { onEachBackend } from './support/backends';
import { addVideos } from './support/samples';
import { startService, type TestService } from './support/service';

onEachBackend('GET /list', ({ database }) => {
  let service: TestService;
  beforeEach(async () => {
    service = await startService(database());
  });
  afterEach(() => service.stop());
  const idsOf = (body: { data: { list: { id: number }[] } }) => body.data.list.map(({ id }) => id);

  it('answers as in 2016: six a page, and how many pages there are', async () => {
    const ids = (await addVideos(database(), 8)).reverse();
    const { status, body } = await service.get('/list?pageNo=1');
    assert.equal(status, 200);
    assert.equal(body.code, 0);
    assert.equal(body.msg, 'ok');
    assert.deepEqual(idsOf(body), ids.slice(0, 6));
    assert.equal(body.data.totalPage, 2);
    assert.deepEqual(body.data.list[0], {
      id: ids[0],
      video_url: 'https://vod.example.com/8.mp4',
      video_title: '新片 8',
      video_image: 'https://vod.example.com/8.jpg',
    });
    assert.deepEqual(idsOf((await service.get('/list?pageNo=2')).body), ids.slice(6));
  });

  it('holds to its contract', async () => {
    await addVideos(database(), 3);
    const { data, extra } = videoApi.endpoints.list;
    const { body } = await service.get('/list');
    data.parse(body.data);
    extra.parse({ next: body.next });
    assert.ok(openapi(videoApi));
  });

  it('has no page for an empty catalogue', async () => {
    const { body } = await service.get('/list?pageNo=1');
    assert.deepEqual(body, { code: 0, msg: 'ok', data: { list: [], totalPage: 0 }, next: null });
  });

  it('is page 1 when no page is named', async () => {
    await addVideos(database(), 7);
    assert.deepEqual((await service.get('/list')).body, (await service.get('/list?pageNo=1')).body);
  });

  it('is empty past the last page, however far', async () => {
    await addVideos(database(), 7);
    for (const page of ['3', '1e9', '1000000000', String(Number.MAX_SAFE_INTEGER)]) {
      const { status, body } = await service.get(`/list?pageNo=${page}`);
      assert.equal(status, 200, page);
      assert.deepEqual(body.data, { list: [], totalPage: 2 }, page);
    }
  });

  it('refuses what is no page number, by name', async () => {
    const wrong = ['0', '-1', 'abc', '1;drop', '', '1.5', 'NaN', 'Infinity', '1%00', '1&pageNo=2'];
    for (const page of wrong) {
      const { status, body } = await service.get(`/list?pageNo=${page}`);
      assert.equal(status, 400, page);
      assert.equal(body.code, -1);
      assert.equal(body.msg, 'failed');
      assert.deepEqual(body.data, {});
      assert.equal(body.error.field, 'pageNo');
    }
  });

  it('is paged by key to the end', async () => {
    const ids = (await addVideos(database(), 8)).reverse();
    const pages: number[][] = [];
    for (let path = '/list?limit=3'; path; ) {
      const { body } = await service.get(path);
      pages.push(idsOf(body));
      assert.equal(body.data.totalPage, 2);
      path = body.next === null ? '' : `/list?limit=3&before=${body.next}`;
    }
    assert.deepEqual(pages, [ids.slice(0, 3), ids.slice(3, 6), ids.slice(6)]);
  });

  it('leads from a numbered page on by key', async () => {
    const ids = (await addVideos(database(), 8)).reverse();
    const { body } = await service.get('/list?pageNo=1');
    assert.equal(body.next, ids[5]);
    assert.deepEqual(idsOf((await service.get(`/list?before=${body.next}`)).body), ids.slice(6));
  });

  it('refuses a key or a limit that cannot be', async () => {
    for (const [query, field] of [
      ['limit=0', 'limit'],
      ['limit=101', 'limit'],
      ['limit=x', 'limit'],
      ['before=0', 'before'],
      ['before=-1', 'before'],
      ['before=4294967296', 'before'],
      ['before=1%20or%201=1', 'before'],
    ]) {
      const { status, body } = await service.get(`/list?${query}`);
      assert.equal(status, 400, query);
      assert.equal(body.error.field, field);
    }
  });

  it('shows a change within a second', async () => {
    await addVideos(database(), 1);
    await service.get('/list');
    const [added] = await addVideos(database(), 1);
    const began = Date.now();
    while (idsOf((await service.get('/list')).body)[0] !== added) {
      assert.ok(Date.now() - began < 1500);
    }
  });
});
