import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { useTempDir } from '@weapp-samples/testkit';
import { runCommand } from '../src/cli';
import { offlineCatalogue } from '../src/config';
import { openDatabase } from '../src/stores/database';
import { useDatabase } from './support/mariadb';
import { comment } from './support/samples';

const usage = { name: 'UsageError' };

function suite(envOf: () => Record<string, string>) {
  const run = async (...args: string[]) => {
    const lines: string[] = [];
    await runCommand(args, envOf(), (line) => void lines.push(line));
    return lines;
  };

  it('says that an empty catalogue is empty', async () => {
    assert.deepEqual(await run('list'), ['the catalogue is empty']);
  });

  it('imports a file in its order, adds, lists and removes', async () => {
    assert.deepEqual(await run('import', offlineCatalogue), ['added 8 videos']);
    const imported = await run('list');
    assert.match(imported[0] ?? '', /^\d+\t星海彼岸\tstars\.mp4$/);
    const [added] = await run(
      'add',
      '新片',
      'https://v.example.com/a.mp4',
      'https://v.example.com/a.jpg',
    );
    const id = added?.replace('added ', '') ?? '';
    const listed = await run('list');
    assert.equal(listed[0], `${id}\t新片\thttps://v.example.com/a.mp4`);
    assert.equal((await run('list', id)).length, 8);
    assert.deepEqual(await run('remove', id), [`removed ${id}`]);
    assert.deepEqual(await run('list'), imported);
  });

  it('lets a person publish and refuse what waits', async () => {
    const { MYSQL_URL: mysqlUrl, DATA_DIR: dir = '' } = envOf();
    const sqliteFile = join(dir, 'video.sqlite');
    const database = await openDatabase({ mysqlUrl, sqliteFile, connections: 1, timeoutMs: 5000 });
    try {
      const [{ id: vid } = { id: 0 }] = await database.videos.newest({ limit: 1 });
      const id = await database.comments.add(comment(vid, { state: 'review', content: '再看' }));
      assert.deepEqual(await run('review'), [`${id}\treview\t${vid}\t"小明"\t"再看"`]);
      assert.deepEqual(await run('publish', `${id}`), [`published ${id}`]);
      assert.equal((await database.comments.published(vid, { limit: 9 })).length, 1);
      assert.deepEqual(await run('refuse', `${id}`), [`refused ${id}`]);
      assert.deepEqual(await database.comments.published(vid, { limit: 9 }), []);
      await assert.rejects(run('refuse', `${id}`), usage);
      await assert.rejects(run('publish', '999999'), usage);
    } finally {
      await database.close();
    }
  });
}

describe('the catalogue from the command line', () => {
  const dir = useTempDir('cli');
  const env = () => ({ DATA_DIR: join(dir(), 'data') });

  describe('on SQLite', () => suite(env));

  describe('on MariaDB', () => {
    const url = useDatabase();
    suite(() => ({ MYSQL_URL: url() }));
  });

  const fails = (args: string[], expected: object, more: Record<string, string> = {}) =>
    assert.rejects(
      runCommand(args, { ...env(), ...more }, () => undefined),
      expected,
    );

  it('explains itself when it is not understood', async () => {
    for (const args of [
      [],
      ['help'],
      ['toString'],
      ['add', 'a'],
      ['add', 'a', 'b', 'c', 'd'],
      ['import'],
    ]) {
      await fails(args, { ...usage, message: /npm run video -- COMMAND/ });
    }
    for (const id of ['x', '0', '-1', '1;drop', undefined]) {
      await fails(id === undefined ? ['remove'] : ['remove', id], { message: /an id is needed/ });
    }
    await fails(['remove', '424242'], { message: 'there is no video 424242' });
  });

  it('takes no video that could not be played', async () => {
    const image = 'https://v.example.com/a.jpg';
    await fails(['add', 'a', 'javascript:alert(1)', image], { message: /video_url is no http/ });
    await fails(['add', ' ', 'a.mp4', image], { message: /the title is empty/ });
    await fails(['add', 'a', 'https://', image], { message: /video_url is no http/ });
  });

  it('takes a file whole or not at all, and says what is wrong with it', async () => {
    const file = join(dir(), 'broken.json');
    const good = { video_title: 'a', video_url: 'a.mp4', video_image: 'a.jpg' };
    const before: string[] = [];
    await runCommand(['list'], env(), (line) => void before.push(line));
    for (const [content, message] of [
      ['{', /cannot be read as a catalogue/],
      ['{}', /expected array/],
      [JSON.stringify([good, { video_title: 'b' }]), /1\.video_image/],
      [JSON.stringify([good, { ...good, video_url: 'file:///x' }]), /video_url is no http/],
    ] as const) {
      await writeFile(file, content);
      await fails(['import', file], { message });
    }
    await fails(['import', join(dir(), 'none.json')], { message: /ENOENT/ });
    const after: string[] = [];
    await runCommand(['list'], env(), (line) => void after.push(line));
    assert.deepEqual(after, before);
  });
});
