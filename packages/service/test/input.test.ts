import assert from 'node:assert/strict';
import { envelope, postJson, type Running, startEcho } from './helpers';

describe('input of a route', () => {
  let echo: Running;
  before(async () => {
    echo = await startEcho({ env: { BODY_LIMIT: '1000' } });
  });
  after(() => echo.stop());
  const url = (path: string) => `${echo.url}/applet/echo${path}`;

  it('reaches the handler typed and with its defaults', async () => {
    const answer = await fetch(url('/say?times=2'));
    assert.deepEqual(await envelope(answer), { code: 0, msg: 'ok', data: 'hellohello' });
    assert.equal((await envelope(await fetch(url('/say')))).data, 'hello');
  });

  it('is refused with the name of the field that is wrong', async () => {
    for (const times of ['0', '4', 'abc', '1;drop', '']) {
      const answer = await fetch(url(`/say?times=${times}`));
      const body = await envelope(answer);
      assert.equal(answer.status, 400, times);
      assert.equal(body.code, -1);
      assert.equal(body.error.field, 'times');
    }
    const answer = await postJson(url('/keep'), { text: 5 });
    assert.equal((await envelope(answer)).error.field, 'text');
  });

  it('may be sent twice in a query, which is refused, not guessed', async () => {
    assert.equal((await fetch(url('/say?times=1&times=2'))).status, 400);
  });

  it('is refused when it is not JSON, and says so', async () => {
    for (const text of ['{"text"', 'null', '5', '[]']) {
      const answer = await postJson(url('/keep'), text);
      assert.equal(answer.status, 400, text);
      assert.equal((await envelope(answer)).code, -1);
    }
  });

  it('may be a form, as old mini-programs send it', async () => {
    const answer = await fetch(url('/keep'), {
      method: 'POST',
      body: new URLSearchParams({ text: 'a' }),
    });
    assert.deepEqual((await envelope(answer)).data, { kept: 'a' });
  });

  it('of another type answers 415', async () => {
    const headers = { 'Content-Type': 'text/xml' };
    const answer = await fetch(url('/keep'), { method: 'POST', headers, body: '<a/>' });
    assert.equal(answer.status, 415);
  });

  it('over the limit answers 413', async () => {
    const answer = await postJson(url('/keep'), { text: 'x'.repeat(2000) });
    assert.equal(answer.status, 413);
    assert.equal((await envelope(answer)).code, -1);
  });

  it('cannot reach the prototype', async () => {
    const answer = await postJson(url('/keep'), '{"text":"a","__proto__":{"polluted":1}}');
    assert.equal(answer.status, 400);
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
  });
});
