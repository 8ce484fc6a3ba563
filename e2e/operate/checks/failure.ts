/** Short, bounded versions of what `npm run failure` does at length. */
import assert from 'node:assert/strict';
import { serviceTable } from '@weapp-samples/contracts';
import { killUnderLoad } from '../failure/kill';
import { reloadUnderLoad } from '../failure/reload';
import { type StoreName, storeOutage } from '../failure/stores';
import { summary } from '../support/load';
import type { Production } from '../support/production';

/** Longest answer while a store is away: its services' own bounds, and a busy machine. */
const longestMs = 8000;

export function failureChecks(production: () => Production): void {
  describe('kill -9', () => {
    for (const { name } of serviceTable) {
      it(`of ${name} under load: it is back soon, and nothing acknowledged is lost`, async function () {
        this.timeout(90_000);
        const scale = { perSecond: 20, players: name === 'game' ? 12 : 0 };
        const result = await killUnderLoad(production(), name, scale);
        // 3 s on a machine that does nothing else: `npm run failure` asks for that.
        assert.ok(result.awayMs < 10_000, `away for ${result.awayMs} ms`);
        const { lost, repeated, missing } = result;
        assert.deepEqual({ lost, repeated, missing }, { lost: 0, repeated: 0, missing: [] });
      });
    }
  });

  describe('an outage', () => {
    for (const store of ['redis', 'mongo', 'mariadb'] as StoreName[]) {
      it(`of ${store} is answered by 503 within bounds, loses nothing, and ends by itself`, async function () {
        this.timeout(90_000);
        const result = await storeOutage(production(), store, 2000, 20);
        const { unexpected, restarts, missing, longest } = result;
        assert.equal(summary(unexpected), 'none');
        assert.deepEqual({ restarts, missing }, { restarts: 0, missing: [] });
        assert.ok(longest < longestMs, `the slowest answer took ${longest} ms`);
      });
    }
  });
}

export function reloadChecks(production: () => Production): void {
  describe('pm2 reload process.json', () => {
    it('replaces every process, and nobody notices: no failed request, no lost result', async function () {
      this.timeout(150_000);
      const { pm2 } = production();
      const before = new Set((await pm2.list()).map(({ pid }) => pid));
      const result = await reloadUnderLoad(production(), { perSecond: 25, players: 12 });
      const { sent, failures } = result.load;
      // 503 is what a store's bound makes of a starved machine; few of them are not the reload's.
      assert.equal(summary(failures.filter(({ what }) => what !== '503')), 'none');
      assert.ok(failures.length <= sent / 50, summary(failures));
      const { lost, repeated, missing } = result;
      assert.deepEqual({ lost, repeated, missing }, { lost: 0, repeated: 0, missing: [] });
      const after = await pm2.list();
      assert.equal(after.length, before.size);
      assert.ok(after.every(({ pid, pm2_env }) => !before.has(pid) && pm2_env.status === 'online'));
    });
  });
}
