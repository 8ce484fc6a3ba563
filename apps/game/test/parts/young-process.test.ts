import assert from 'node:assert/strict';
import { waitFor } from '@weapp-samples/testkit';
import { createPresence } from '../../src/presence';

/** A store whose processes are these, and this process' look at them. */
async function lookAt(aliveUntil: ReadonlyMap<string, number>) {
  let looks = 0;
  const beat = async () => {
    looks += 1;
    return { now: Date.now(), aliveUntil: new Map(aliveUntil), players: 0, rooms: 0 };
  };
  const store = { beat, quit: async () => undefined, keepPlaces: async () => undefined };
  const options = { players: () => 0, placed: () => [], logger: { warn: () => undefined } };
  const times = { everyMs: 30, leaseMs: 60 };
  const presence = createPresence({ processId: 'own', store, ...options, ...times });
  await presence.start();
  return { presence, looks: () => looks };
}

describe('a process that has just begun', () => {
  it('is not held for dead by one that has not looked since: its players keep their seats', async () => {
    const known = new Map([['dead', 1]]);
    const { presence, looks } = await lookAt(known);
    await waitFor(() => presence.lostSince('dead') !== null);
    const before = looks();
    assert.equal(presence.lostSince('young'), null);
    known.set('young', Date.now() + 60_000);
    await waitFor(() => looks() > before + 1);
    assert.equal(presence.lostSince('young'), null);
    await presence.stop();
  });

  it('is held for dead, from when it was missed, when the next look does not find it either', async () => {
    const { presence } = await lookAt(new Map([['dead', 1]]));
    await waitFor(() => presence.lostSince('dead') !== null);
    const missed = Date.now();
    const since = await waitFor(() => presence.lostSince('forgotten') ?? undefined);
    assert.ok(Math.abs(since - missed) < 1000, `since ${since - missed} ms after it was missed`);
    await presence.stop();
  });
});
