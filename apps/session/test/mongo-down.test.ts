import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { freePort, useMongo, waitFor } from '@weapp-samples/testkit';
import { assertFail } from './support/failure';
import { startService, type TestService } from './support/service';
import { useWeixin } from './support/weixin';

const paints = '/applet/session/paints';

/** Milliseconds the service may take to say that MongoDB is not there. */
const quick = 4000;

describe('the session service without its MongoDB', function () {
  this.timeout(60_000);
  const mongo = useMongo({ own: true });
  const weixin = useWeixin();
  const services: TestService[] = [];
  afterEach(async () => {
    for (const service of services.splice(0)) await service.stop();
  });

  async function serve(url = mongo().url): Promise<TestService> {
    const uri = new URL(url);
    uri.pathname = `/session_${randomUUID()}`;
    const env = { MONGODB_URI: uri.href, DATABASE_TIMEOUT_MS: '1000' };
    const service = await startService({ weixin: weixin(), env });
    services.push(service);
    return service;
  }

  const save = (service: TestService, user: Record<string, string>, id: string) =>
    service.post(`${paints}/save`, { id, actions: '[]' }, user);
  const isReady = async (service: TestService) => (await service.get('/readyz')).status === 200;
  const untilReady = (service: TestService) =>
    waitFor(() => isReady(service), { timeoutMs: 20_000, what: 'the service' });

  async function idsOf(service: TestService, user: Record<string, string>): Promise<string[]> {
    const { body } = await service.get(`${paints}/list`, user);
    return body.data.map(({ id }: { id: string }) => id);
  }

  async function assertRefuses(service: TestService, user: Record<string, string>) {
    for (const ask of [
      () => save(service, user, 'unacknowledged'),
      () => service.get(`${paints}/list`, user),
      () => service.post(`${paints}/delete`, { id: 'a' }, user),
    ]) {
      const began = performance.now();
      const answer = await ask();
      assertFail(answer, 503);
      assert.equal(answer.headers.get('retry-after'), '1');
      assert.ok(performance.now() - began < quick, 'it took too long');
    }
    assert.equal((await service.get('/readyz')).status, 503);
    assert.equal((await service.get('/healthz')).status, 200);
    assert.equal((await service.get(`${paints}/list`)).status, 401);
  }

  it('says 503 while it hangs, and works on when it goes on', async () => {
    const service = await serve();
    const user = await service.login();
    await untilReady(service);
    await save(service, user, 'a');
    mongo().pause();
    try {
      await assertRefuses(service, user);
    } finally {
      mongo().resume();
    }
    await untilReady(service);
    assert.ok((await idsOf(service, user)).every((id) => ['a', 'unacknowledged'].includes(id)));
    assert.equal((await save(service, user, 'b')).status, 200);
  });

  it('says 503 when it was killed, and has all it acknowledged when it is back', async () => {
    const service = await serve();
    const user = await service.login();
    await untilReady(service);
    const saving = Array.from({ length: 30 }, (_, index) =>
      save(service, user, `drawing-${index}`),
    );
    await Promise.race(saving);
    await mongo().kill();
    const answers = await Promise.all(saving);
    const wrong = answers.filter(({ status }) => status !== 200 && status !== 503);
    assert.deepEqual(wrong, [], service.log.text());
    await assertRefuses(service, user);
    await mongo().restart();
    await untilReady(service);
    const kept = await idsOf(service, user);
    const acknowledged = answers.flatMap(({ status }, index) =>
      status === 200 ? [`drawing-${index}`] : [],
    );
    assert.ok(acknowledged.length > 0, 'nothing was acknowledged before it was killed');
    assert.deepEqual(
      acknowledged.filter((id) => !kept.includes(id)),
      [],
    );
  });

  it('starts, says 503, and recovers by itself when it comes up', async () => {
    await mongo().kill();
    const service = await serve();
    const user = await service.login();
    await assertRefuses(service, user);
    await mongo().restart();
    await untilReady(service);
    assert.equal((await save(service, user, 'a')).status, 200);
    const twins = await Promise.all([save(service, user, 'twin'), save(service, user, 'twin')]);
    assert.deepEqual(
      twins.map(({ status }) => status),
      [200, 200],
    );
    assert.deepEqual((await idsOf(service, user)).sort(), ['a', 'twin']);
  });

  it('stops soon, even while it hangs', async () => {
    const service = await serve();
    const user = await service.login();
    await untilReady(service);
    await save(service, user, 'a');
    mongo().pause();
    try {
      const began = performance.now();
      await service.stop();
      assert.ok(performance.now() - began < 4000, 'it took too long');
    } finally {
      mongo().resume();
    }
  });

  it('logs why, without the password', async () => {
    const service = await serve(`mongodb://ann:geheim@127.0.0.1:${await freePort()}/`);
    await save(service, await service.login(), 'a');
    await waitFor(() => service.log.text().includes('MongoDB is not ready'));
    assert.match(service.log.text(), /ECONNREFUSED/);
    assert.ok(!service.log.text().includes('geheim'));
  });
});
