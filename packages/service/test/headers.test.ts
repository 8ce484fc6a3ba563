import assert from 'node:assert/strict';
import { startEcho } from './helpers';

const origin = 'https://example.org';

describe('headers', () => {
  it('keep browsers from framing and sniffing answers', async () => {
    const echo = await startEcho();
    for (const path of ['/applet/echo/say', '/nowhere', '/healthz']) {
      const { headers } = await fetch(echo.url + path);
      assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
      assert.match(String(headers.get('content-security-policy')), /frame-ancestors 'none'/);
      assert.equal(headers.get('x-powered-by'), null);
    }
    await echo.stop();
  });

  it('let no other origin in unless it is configured', async () => {
    const closed = await startEcho();
    const answer = await fetch(`${closed.url}/applet/echo/say`, { headers: { Origin: origin } });
    assert.equal(answer.headers.get('access-control-allow-origin'), null);
    await closed.stop();
  });

  it('let configured origins in, and only those', async () => {
    const open = await startEcho({ env: { CORS_ORIGINS: origin } });
    const from = (asking: string) =>
      fetch(`${open.url}/applet/echo/say`, { headers: { Origin: asking } });
    assert.equal((await from(origin)).headers.get('access-control-allow-origin'), origin);
    const other = await from('https://example.net');
    assert.ok(!other.headers.get('access-control-allow-origin'));
    await open.stop();
  });
});
