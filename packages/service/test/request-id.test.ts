import assert from 'node:assert/strict';
import { type Running, startEcho } from './helpers';

describe('the request id', () => {
  let echo: Running;
  before(async () => {
    echo = await startEcho();
  });
  after(() => echo.stop());
  const idOf = async (given?: string) => {
    const headers = given ? { 'X-Request-Id': given } : undefined;
    const answer = await fetch(`${echo.url}/applet/echo/say`, { headers });
    return answer.headers.get('x-request-id');
  };

  it('is taken over when well formed, and in the log', async () => {
    assert.equal(await idOf('abc-1.2_3'), 'abc-1.2_3');
    assert.ok(echo.log.text().includes('"requestId":"abc-1.2_3"'));
  });

  it('is a new one when absent or malformed', async () => {
    for (const given of [undefined, 'a b', 'x'.repeat(65), '{"a":1}']) {
      assert.match(String(await idOf(given)), /^[0-9a-f-]{36}$/);
    }
  });
});
