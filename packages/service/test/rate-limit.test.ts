import assert from 'node:assert/strict';
import { envelope, startEcho } from './helpers';

describe('the rate limit', () => {
  it('answers 429 with Retry-After to the address that asked too often, and to no other', async () => {
    const echo = await startEcho({ env: { RATE_LIMIT: '3' } });
    const ask = (address: string) =>
      fetch(`${echo.url}/applet/echo/say`, { headers: { 'X-Forwarded-For': address } });
    try {
      const answers = [];
      for (let n = 0; n < 4; n += 1) answers.push(await ask('203.0.113.9'));
      assert.deepEqual(
        answers.map((each) => each.status),
        [200, 200, 200, 429],
      );
      const refused = answers[3] as Response;
      const wait = Number(refused.headers.get('retry-after'));
      assert.ok(wait >= 1 && wait <= 60, String(wait));
      assert.equal((await envelope(refused)).code, -1);
      assert.equal((await ask('203.0.113.10')).status, 200);
    } finally {
      await echo.stop();
    }
  });

  it('does not stand in the way of health checks', async () => {
    const echo = await startEcho({ env: { RATE_LIMIT: '1' } });
    for (let n = 0; n < 3; n += 1) assert.equal((await fetch(`${echo.url}/healthz`)).status, 200);
    await echo.stop();
  });
});
