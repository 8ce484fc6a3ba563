import assert from 'node:assert/strict';
import { startEcho } from './helpers';

describe('metrics', () => {
  it('count requests by route template and status, whatever path a client makes up', async () => {
    const echo = await startEcho();
    const ask = (path: string) => fetch(echo.url + path).then((answer) => answer.text());
    await ask('/applet/echo/say?times=2');
    await ask('/applet/echo/say?times=9');
    await ask('/made/up/1');
    await ask('/made/up/2');
    const text = await ask('/metrics');
    await echo.stop();
    const service = `service="echo",process="${process.pid}"`;
    const count = (labels: string) =>
      new RegExp(`^http_requests_total\\{${labels},${service}\\} (\\d+)$`, 'm').exec(text)?.[1];
    assert.equal(count('method="GET",route="/applet/echo/say",status="200"'), '1', text);
    assert.equal(count('method="GET",route="/applet/echo/say",status="400"'), '1');
    assert.equal(count('method="GET",route="unmatched",status="404"'), '2');
    assert.ok(!text.includes('/made/up'));
    assert.match(text, /http_request_duration_seconds_bucket\{.*route="\/applet\/echo\/say"/);
    assert.match(text, /nodejs_eventloop_lag_seconds/);
  });

  it('are asked for on a new connection each time, so that every process of a service is reached', async () => {
    const echo = await startEcho();
    const { headers } = await fetch(`${echo.url}/metrics`);
    await echo.stop();
    assert.equal(headers.get('connection'), 'close');
  });
});
