import assert from 'node:assert/strict';
import { waitFor } from '@weapp-samples/testkit';
import { createPresence } from '../../src/presence';
import type { Membership } from '../../src/stores/game-store';

const quiet = { warn: () => undefined };

/** A store in which another process was alive until `aliveUntil`. */
function storeWith(aliveUntil: number, away: () => boolean = () => false) {
  return {
    beat: async (): Promise<Membership> => {
      if (away()) throw new Error('away');
      return {
        now: Date.now(),
        aliveUntil: new Map([['other', aliveUntil]]),
        players: 7,
        rooms: 3,
      };
    },
    quit: async () => undefined,
    keepPlaces: async () => undefined,
  };
}

const options = {
  processId: 'own',
  players: () => 2,
  placed: () => [],
  logger: quiet,
  everyMs: 5,
  leaseMs: 60,
};

describe('a process that looks at the others', () => {
  it('holds nobody for dead before it has looked on for as long as a lease', async () => {
    const presence = createPresence({ ...options, store: storeWith(Date.now() - 1000) });
    await presence.start();
    assert.equal(presence.lostSince('other'), null);
    await waitFor(() => presence.lostSince('other') !== null);
    await presence.stop();
  });

  it('never holds itself for dead, nor whoever has a lease', async () => {
    const presence = createPresence({ ...options, store: storeWith(Date.now() + 60_000) });
    await presence.start();
    await waitFor(() => presence.lostSince('a process nobody knows') !== null);
    assert.equal(presence.lostSince('own'), null);
    assert.equal(presence.lostSince('other'), null);
    await presence.stop();
  });

  it('judges nobody while the store is away, nor at once when it is back', async () => {
    let away = false;
    const store = storeWith(Date.now() - 1000, () => away);
    const presence = createPresence({ ...options, store });
    await presence.start();
    await waitFor(() => presence.lostSince('other') !== null);
    away = true;
    await waitFor(() => presence.lostSince('other') === null);
    away = false;
    await waitFor(() => presence.lostSince('other') !== null);
    await presence.stop();
  });

  it('counts its own players as they are now, and the others as they were told', async () => {
    let own = 2;
    const presence = createPresence({
      ...options,
      players: () => own,
      store: storeWith(Date.now() + 60_000),
      everyMs: 60_000,
    });
    await presence.start();
    own = 4;
    assert.equal(presence.online(), 9);
    assert.equal(presence.rooms(), 3);
    await presence.stop();
  });
});
