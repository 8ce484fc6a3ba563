import assert from 'node:assert/strict';
import { type Running, startEcho } from './helpers';

describe('health', () => {
  let echo: Running;
  let store: () => Promise<unknown>;
  before(async () => {
    echo = await startEcho({ ready: { store: () => store() } });
  });
  after(() => echo.stop());

  it('is up as long as the process is', async () => {
    store = () => Promise.reject(new Error('down'));
    const answer = await fetch(`${echo.url}/healthz`);
    assert.deepEqual([answer.status, await answer.json()], [200, { status: 'ok' }]);
  });

  it('is ready when its stores answer', async () => {
    store = async () => undefined;
    const answer = await fetch(`${echo.url}/readyz`);
    const body = { status: 'ready', checks: { store: 'ok' } };
    assert.deepEqual([answer.status, await answer.json()], [200, body]);
  });

  it('is 503 when a store fails, without saying why to the outside', async () => {
    store = () => Promise.reject(new Error('db:3306 refused'));
    const answer = await fetch(`${echo.url}/readyz`);
    const text = await answer.text();
    assert.equal(answer.status, 503);
    assert.deepEqual(JSON.parse(text).checks, { store: 'failed' });
    assert.ok(!text.includes('3306') && echo.log.text().includes('3306'));
  });

  it('is 503 within its bound when a store hangs or throws at once', async () => {
    store = () => new Promise(() => undefined);
    assert.equal((await fetch(`${echo.url}/readyz`)).status, 503);
    store = () => {
      throw new Error('at once');
    };
    assert.equal((await fetch(`${echo.url}/readyz`)).status, 503);
  });
});
