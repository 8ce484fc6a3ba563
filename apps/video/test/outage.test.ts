import assert from 'node:assert/strict';
import type { StartedApp } from '@weapp-samples/service';
import { createLogger } from '@weapp-samples/service';
import { type CapturedLog, captureLog, useMariaDb, waitFor } from '@weapp-samples/testkit';
import { start } from '../src/main';
import { query } from './support/mariadb';
import { type Answer, ask } from './support/service';

const timeoutMs = 1000;

describe('the service while MySQL fails', () => {
  const server = useMariaDb();
  let app: StartedApp;
  let log: CapturedLog;
  const startApp = async (more: Record<string, string> = {}) => {
    log = captureLog();
    app = await start({
      env: {
        VIDEO_PORT: '0',
        MYSQL_URL: server().url,
        DATABASE_TIMEOUT_MS: String(timeoutMs),
        COMMENT_LIMIT_ADDRESS: '0',
        COMMENT_LIST_CACHE_MS: '0',
        RATE_LIMIT: '0',
        ...more,
      },
      logger: createLogger({ name: 'video', destination: log }),
    });
    return app;
  };
  const get = (path: string) => ask(`${app.url}/applet/video${path}`);
  const ready = async () => (await fetch(`${app.url}/readyz`)).status;
  const comment = (content: string): Promise<Answer> =>
    ask(`${app.url}/applet/video/comment`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ vid: 1, content }),
    });
  /** All three calls answer 503 in time, in the service's envelope. */
  const assertUnavailable = async () => {
    for (const call of [
      () => get('/list?limit=99'),
      () => get('/commentList?vid=1'),
      () => comment('x'),
    ]) {
      const began = performance.now();
      const { status, body, headers } = await call();
      assert.equal(status, 503);
      assert.equal(body.code, -1);
      assert.equal(body.msg, 'failed');
      assert.equal(headers.get('Retry-After'), '1');
      const took = performance.now() - began;
      assert.ok(took < timeoutMs + 2000, `answered after ${took} ms`);
    }
    assert.equal(await ready(), 503);
  };
  const recovered = () =>
    waitFor(async () => (await ready()) === 200, { timeoutMs: 15_000, what: 'recovery' });

  afterEach(async () => {
    server().resume();
    await app.stop();
    assert.ok(!log.text().includes('weapp-test'), 'the password is in the log');
  });
  beforeEach(async function () {
    this.timeout(60_000);
    await server().restart();
  });

  it('answers 503 while it is down and recovers by itself', async () => {
    await startApp();
    assert.equal((await comment('before')).status, 200);
    await server().kill();
    await assertUnavailable();
    await server().restart();
    await recovered();
    assert.equal((await get('/list')).status, 200);
    assert.equal((await comment('after')).status, 200);
    const { body } = await get('/commentList?vid=1&limit=2');
    assert.deepEqual(
      body.data.map(({ content }: { content: string }) => content),
      ['after', 'before'],
    );
  }).timeout(60_000);

  it('answers 503 in time while it hangs, and recovers by itself', async () => {
    await startApp();
    await get('/commentList?vid=1');
    server().pause();
    await assertUnavailable();
    server().resume();
    await recovered();
    assert.equal((await comment('after the pause')).status, 200);
  }).timeout(60_000);

  it('does not queue without end while it hangs', async () => {
    await startApp({ MYSQL_CONNECTIONS: '2' });
    server().pause();
    const began = performance.now();
    const answers = await Promise.all(Array.from({ length: 60 }, () => comment('x')));
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [503]);
    assert.ok(performance.now() - began < timeoutMs + 1500);
    server().resume();
    await recovered();
  }).timeout(60_000);

  it('starts without it and begins to work when it comes up', async () => {
    await query(server().url, 'drop table video; drop table kysely_migration;');
    await server().kill();
    await startApp();
    await assertUnavailable();
    await server().restart();
    await recovered();
    assert.ok((await get('/list')).body.data.list.length > 0);
  }).timeout(60_000);

  it('has stored every comment that it acknowledged when it is killed in mid-stream', async () => {
    await startApp();
    const acknowledged: number[] = [];
    let failed = 0;
    let writing = true;
    const write = async (writer: number) => {
      for (let index = 0; writing; index++) {
        const { status, body } = await comment(`${writer}-${index}`);
        if (status === 200) acknowledged.push(body.data.id);
        else failed++;
        if (status !== 200) await new Promise(setImmediate);
      }
    };
    const writers = Array.from({ length: 16 }, (_, writer) => write(writer));
    for (let round = 1; round <= 3; round++) {
      await waitFor(() => acknowledged.length > round * 100, { timeoutMs: 20_000 });
      await server().kill();
      await server().restart();
    }
    await recovered();
    writing = false;
    await Promise.all(writers);
    assert.ok(failed > 0, 'the kills were not noticed');
    const rows = await query(server().url, 'select id from comment; ');
    const stored = new Set(rows.map(({ id }) => id));
    assert.deepEqual(
      acknowledged.filter((id) => !stored.has(id)),
      [],
    );
    assert.equal(new Set(acknowledged).size, acknowledged.length);
  }).timeout(120_000);
});

describe('the start with a wrong MYSQL_URL', () => {
  const server = useMariaDb();
  const logger = createLogger({ name: 'video', level: 'silent' });
  const startWith = (change: (url: URL) => void) => {
    const url = new URL(server().url);
    change(url);
    return start({ env: { VIDEO_PORT: '0', MYSQL_URL: url.href }, logger });
  };

  it('is refused with one line when the password is wrong', async () => {
    const starting = startWith((url) => {
      url.password = 'not-for-logs';
    });
    await assert.rejects(starting, ({ name, message }: Error) => {
      assert.equal(name, 'SettingsError');
      assert.match(message, /^MYSQL_URL does not work: Access denied/);
      assert.doesNotMatch(message, /not-for-logs|\n/);
      return true;
    });
  });

  it('is refused with one line when there is no such database', async () => {
    const starting = startWith((url) => {
      url.pathname = '/nowhere';
    });
    await assert.rejects(starting, {
      name: 'SettingsError',
      message: /Unknown database 'nowhere'/,
    });
  });
});
