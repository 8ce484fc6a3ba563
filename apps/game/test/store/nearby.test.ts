import assert from 'node:assert/strict';
import { waitFor } from '@weapp-samples/testkit';
import fc from 'fast-check';
import { distanceKm } from '../../src/nearby';
import { overEachStore } from '../helpers/stores';

/** 深圳 and places near it. */
const shenzhen = { lat: 22.5431, lng: 114.0579 };
const oneKmAway = { lat: 22.5521, lng: 114.0579 };
const guangzhou = { lat: 23.1291, lng: 113.2644 };

describe('who is near', () => {
  overEachStore((open) => {
    it('are the others within the distance, without oneself', async () => {
      const store = open();
      assert.equal(await store.near('n1', shenzhen, 5), 0);
      assert.equal(await store.near('n1', shenzhen, 5), 0);
      assert.equal(await store.near('n2', oneKmAway, 5), 1);
      assert.equal(await store.near('n3', guangzhou, 5), 0);
      assert.equal(await store.near('n3', guangzhou, 200), 2);
    });

    it('are no more those who moved away or left', async () => {
      const store = open();
      await store.near('n2', guangzhou, 5);
      assert.equal(await store.near('n1', shenzhen, 5), 0);
      await store.near('n2', shenzhen, 5);
      await store.forgetPlace('n2');
      assert.equal(await store.near('n1', shenzhen, 5), 0);
    });

    it('are no more those whose place has not been renewed', async () => {
      const store = open();
      await store.near('n4', shenzhen, 5);
      await waitFor(async () => {
        await store.keepPlaces(['n1']);
        return (await store.near('n5', shenzhen, 5)) === 1;
      });
    });

    it('can be at the poles and at the date line', async () => {
      const store = open();
      assert.equal(await store.near('p1', { lat: 90, lng: 180 }, 5), 0);
      assert.equal(await store.near('p2', { lat: -90, lng: -180 }, 5), 0);
    });
  });

  it('is measured along the great circle', () => {
    assert.ok(Math.abs(distanceKm(shenzhen, guangzhou) - 104.1) < 1);
    const place = fc.record({
      lat: fc.double({ min: -90, max: 90, noNaN: true }),
      lng: fc.double({ min: -180, max: 180, noNaN: true }),
    });
    fc.assert(
      fc.property(place, place, (a, b) => {
        const km = distanceKm(a, b);
        assert.ok(km >= 0 && km < 20_100);
        assert.ok(Math.abs(km - distanceKm(b, a)) < 1e-6);
      }),
    );
  });
});
