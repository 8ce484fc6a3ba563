import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createLogger } from '@weapp-samples/service';
import type { Context } from 'koa';
import { deferred, memoryLog, postJson, startEcho } from './helpers';

describe('the log', () => {
  it('has one JSON line a request, without header, query and body', async () => {
    const echo = await startEcho();
    await postJson(
      `${echo.url}/applet/echo/keep?token=in-query`,
      { text: 'in-body' },
      {
        'X-WX-Session': 'in-header',
      },
    );
    await echo.stop();
    const lines = echo.log.lines.map((line) => JSON.parse(line));
    assert.equal(lines.length, 1);
    const { method, path, status, ip, level } = lines[0];
    assert.deepEqual([method, path, status, level], ['POST', '/applet/echo/keep', 200, 'info']);
    assert.match(ip, /127\.0\.0\.1/);
    for (const secret of ['in-query', 'in-body', 'in-header']) {
      assert.ok(!echo.log.text().includes(secret), secret);
    }
  });

  it('says when the client went before the answer was out', async () => {
    const entered = deferred<void>();
    const gone = deferred<void>();
    const say = async (_input: unknown, ctx: Context) => {
      entered.resolve();
      await once(ctx.res, 'close');
      gone.resolve();
      return 'late';
    };
    const echo = await startEcho({ handlers: { say } });
    const abort = new AbortController();
    const asked = fetch(`${echo.url}/applet/echo/say`, { signal: abort.signal });
    await entered.promise;
    abort.abort();
    await assert.rejects(asked);
    await gone.promise;
    await echo.stop();
    assert.match(echo.log.text(), /"aborted":true/);
  });

  it('redacts secrets wherever a line carries them', () => {
    const log = memoryLog();
    const logger = createLogger({ name: 'x', destination: log });
    const headers = { 'x-wx-session': 's3cret', authorization: 's3cret', cookie: 's3cret' };
    logger.info({ headers, token: 's3cret', config: { cos: { SecretKey: 's3cret' } } }, 'hello');
    logger.info({ req: { headers: { 'x-wx-code': 's3cret', 'x-wx-signature': 's3cret' } } });
    assert.ok(!log.text().includes('s3cret'), log.text());
    assert.match(log.text(), /\[redacted\]/);
  });

  it('describes an error without what libraries hang on it', () => {
    const log = memoryLog();
    const logger = createLogger({ name: 'x', destination: log });
    const error = Object.assign(new Error('refused'), {
      code: 'E',
      headers: { Authorization: 's3cret' },
    });
    logger.error({ err: new Error('outer', { cause: error }) });
    assert.ok(!log.text().includes('s3cret'));
    const { err } = JSON.parse(log.text());
    assert.equal(err.cause.message, 'refused');
    assert.equal(err.cause.code, 'E');
  });
});
