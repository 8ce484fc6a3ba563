/** Clients that mean no good, or cannot do better: nobody else may notice. */
import assert from 'node:assert/strict';
import { apis, serviceTable } from '@weapp-samples/contracts';
import { fuzz, fuzzTargets } from '../failure/fuzz';
import { randomBytesTo, startSlowClients } from '../failure/hostile';
import { reads, startLoad, summary } from '../support/load';
import type { Production } from '../support/production';

const slow = 200;
const randomRequests = 300;

export function hostileChecks(production: () => Production): void {
  const pids = async () => (await production().pm2.list()).map(({ pid }) => pid).sort();

  describe('random bytes and broken forms', () => {
    for (const { name } of serviceTable) {
      it(`are refused by ${name}, which lives on`, async function () {
        this.timeout(60_000);
        const { ports } = production();
        const before = await pids();
        const statuses = await randomBytesTo(ports[name] ?? 0, 10);
        assert.equal(statuses['500'], undefined, JSON.stringify(statuses));
        assert.ok(Number(statuses['400']) > 0, JSON.stringify(statuses));
        assert.deepEqual(await pids(), before);
      });
    }
  });

  describe('random requests out of the OpenAPI document', () => {
    for (const { name } of apis) {
      it(`of ${name} are answered as it says, none by 500`, async function () {
        this.timeout(120_000);
        const { ports, login } = production();
        const before = await pids();
        const target = fuzzTargets(await login('fuzz')).find((each) => each.api.name === name);
        assert.ok(target);
        const url = `http://127.0.0.1:${ports[name]}`;
        const { statuses } = await fuzz(target, url, randomRequests);
        assert.ok(Number(statuses['200']) > 0, JSON.stringify(statuses));
        assert.deepEqual(await pids(), before);
      });
    }
  });

  describe(`${slow} clients that send a byte a second`, () => {
    for (const where of ['nginx', 'a service'] as const) {
      it(`to ${where} do not keep others waiting`, async function () {
        this.timeout(60_000);
        const { front, ports, ask, login } = production();
        const user = await login('quick');
        const to = where === 'nginx' ? front : Number(ports.session);
        const clients = await startSlowClients(slow, to);
        const load = startLoad(ask, reads(user), 20);
        await new Promise((resolve) => setTimeout(resolve, 3000));
        const connected = clients.connected();
        const { failures } = await load.stop();
        clients.stop();
        assert.equal(summary(failures), 'none');
        assert.equal(connected, slow, 'they were there all the time');
      });
    }
  });
}
