import assert from 'node:assert/strict';
import { ApiError } from '@weapp-samples/service';
import { envelope, type Running, startEcho } from './helpers';

describe('a failure', () => {
  const running: Running[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map((each) => each.stop()));
  });
  const start = async (...args: Parameters<typeof startEcho>) => {
    const echo = await startEcho(...args);
    running.push(echo);
    return echo;
  };

  it('that is known tells the client its status, text, field and headers', async () => {
    const error = new ApiError(404, 'no such word', {
      msg: '没有',
      field: 'w',
      headers: { 'X-A': 'b' },
    });
    const echo = await start({ handlers: { say: () => Promise.reject(error) } });
    const answer = await fetch(`${echo.url}/applet/echo/say`);
    assert.equal(answer.status, 404);
    assert.equal(answer.headers.get('x-a'), 'b');
    const body = await envelope(answer);
    assert.deepEqual(body, {
      code: -1,
      msg: '没有',
      data: {},
      error: { reason: 'no such word', field: 'w' },
    });
  });

  it('that is unknown is a bare 500 for the client and whole in the log', async () => {
    const fault = new Error('password=hunter2 at db:3306');
    const echo = await start({ handlers: { say: () => Promise.reject(fault) } });
    const answer = await fetch(`${echo.url}/applet/echo/say`);
    const text = await answer.text();
    assert.equal(answer.status, 500);
    assert.ok(!text.includes('hunter2') && !text.includes('db:3306'));
    assert.ok(echo.log.text().includes('db:3306'));
  });

  it('that is not even an error is a bare 500', async () => {
    const echo = await start({ handlers: { say: () => Promise.reject(undefined) } });
    assert.equal((await fetch(`${echo.url}/applet/echo/say`)).status, 500);
  });

  it('of an answer that breaks its contract is found while developing', async () => {
    const echo = await start({ handlers: { say: () => 5 as unknown as string } });
    assert.equal((await fetch(`${echo.url}/applet/echo/say`)).status, 500);
    assert.match(echo.log.text(), /breaks its contract/);
  });

  it('has the text of the service for its status', async () => {
    const echo = await start({ failureTexts: { 400: '参数错误', default: 'failed' } });
    const bad = await envelope(await fetch(`${echo.url}/applet/echo/say?times=9`));
    assert.equal(bad.msg, '参数错误');
    const unknown = await envelope(await fetch(`${echo.url}/nowhere`));
    assert.equal(unknown.msg, 'failed');
  });

  it('is in the envelope for an unknown path and for a wrong method', async () => {
    const echo = await start();
    const unknown = await fetch(`${echo.url}/applet/echo/nothing`);
    assert.equal(unknown.status, 404);
    assert.equal((await envelope(unknown)).code, -1);
    const wrong = await fetch(`${echo.url}/applet/echo/say`, { method: 'DELETE' });
    assert.equal(wrong.status, 405);
    assert.equal(wrong.headers.get('allow'), 'GET, HEAD, OPTIONS');
    assert.equal((await envelope(wrong)).code, -1);
    const options = await fetch(`${echo.url}/applet/echo/say`, { method: 'OPTIONS' });
    assert.equal(options.status, 204);
  });
});
