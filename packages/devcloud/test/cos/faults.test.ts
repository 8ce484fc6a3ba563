/** Faults on purpose, as the SDK and plain clients feel them. */
import assert from 'node:assert/strict';
import { Bucket, Region, refusal, type Started, sdk, sendRaw, start } from './support';

describe('a fault of the COS stand-in', () => {
  let started: Started;
  before(async () => {
    started = await start();
    await sendRaw(started, 'PUT', 'k', 'x'.repeat(100_000));
  });
  afterEach(() => started.standIn.faults.clear());
  after(() => started.stop());

  it('answers a status, with the code that COS sends with it or another', async () => {
    const { faults } = started.standIn;
    faults.set({ status: 503 });
    assert.equal(await refusal(await sendRaw(started, 'GET', 'k')), '503 ServiceUnavailable');
    faults.set({ status: 503, code: 'SlowDown' });
    assert.equal(await refusal(await sendRaw(started, 'GET', 'k')), '503 SlowDown');
    faults.set({ status: 403 });
    await assert.rejects(
      started.cos.putObject({ Bucket, Region, Key: 'k', Body: 'x'.repeat(1 << 20) }),
      { code: 'AccessDenied', statusCode: 403 },
    );
    faults.clear();
    assert.equal((await sendRaw(started, 'GET', 'k')).status, 200);
  });

  it('is over after as many times as were set, so that a retry succeeds', async () => {
    started.standIn.faults.set({ status: 500, times: 2 });
    const { statusCode } = await started.cos.headObject({ Bucket, Region, Key: 'k' });
    assert.equal(statusCode, 200);
  });

  it('strikes only the requests it is for', async () => {
    started.standIn.faults.set({ status: 500, match: ({ method }) => method === 'PUT' });
    assert.equal((await sendRaw(started, 'PUT', 'z', 'x')).status, 500);
    assert.equal((await sendRaw(started, 'GET', 'k')).status, 200);
    assert.equal((await sendRaw(started, 'GET', 'z')).status, 404);
  });

  it('makes it slow', async () => {
    started.standIn.faults.set({ delayMs: 80 });
    const begun = performance.now();
    assert.equal((await sendRaw(started, 'GET', 'k')).status, 200);
    assert.ok(performance.now() - begun >= 75);
    started.standIn.faults.set({ delayMs: 60_000 });
    const client = sdk(started.standIn.domain, { Timeout: 50 });
    await assert.rejects(client.putObject({ Bucket, Region, Key: 'slow', Body: 'x' }));
  });

  it('cuts an upload, and nothing is stored', async () => {
    for (const cutAfterBytes of [0, 1000]) {
      started.standIn.faults.set({ cutAfterBytes });
      await assert.rejects(sendRaw(started, 'PUT', 'cut', 'x'.repeat(500_000)), {
        code: /ECONNRESET|EPIPE/,
      } as never);
    }
    started.standIn.faults.clear();
    assert.equal((await sendRaw(started, 'GET', 'cut')).status, 404);
  });

  it('cuts a download', async () => {
    started.standIn.faults.set({ cutAfterBytes: 1000 });
    await assert.rejects(sendRaw(started, 'GET', 'k'));
    const answer = await fetch(`${started.url}/k`);
    await assert.rejects(answer.arrayBuffer());
  });

  it('drops the answer to what was done', async () => {
    started.standIn.faults.set({ dropAnswer: true });
    await assert.rejects(sendRaw(started, 'PUT', 'done', 'content'));
    started.standIn.faults.clear();
    assert.equal((await sendRaw(started, 'GET', 'done')).body, 'content');
  });

  it('does not keep it from closing', async () => {
    const other = await start();
    const struck = new Promise<void>((resolve) => {
      const match = () => {
        resolve();
        return true;
      };
      other.standIn.faults.set({ delayMs: 60_000, match });
    });
    const waiting = sendRaw(other, 'GET', 'k');
    await struck;
    const begun = performance.now();
    await other.stop();
    assert.ok(performance.now() - begun < 1000);
    assert.equal(await refusal(await waiting), '503 ServiceUnavailable');
  });
});
