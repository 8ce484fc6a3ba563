import assert from 'node:assert/strict';
import { waitFor } from '@weapp-samples/testkit';
import { createSettler } from '../../src/settler';

const quiet = { warn: () => undefined };

describe('the settler', () => {
  it('is awake when something is due, whether the store has said so or not', async () => {
    const looks: number[] = [];
    const store = {
      due: async () => {
        looks.push(performance.now());
        return { roomIds: [], nextInMs: null };
      },
    };
    const upkeep = async () => undefined;
    const settler = createSettler({ store, upkeep, logger: quiet, pollMs: 10_000 });
    settler.start();
    await waitFor(() => looks.length === 1);
    const asked = performance.now();
    settler.dueIn(30);
    await waitFor(() => looks.length === 2);
    const waited = (looks[1] ?? 0) - asked;
    assert.ok(waited >= 29 && waited < 500, `${waited} ms`);
    await settler.stop();
  });

  it('goes on when the store or a room fails', async () => {
    let calls = 0;
    const kept: string[] = [];
    const store = {
      due: async () => {
        calls += 1;
        if (calls === 1) throw new Error('away');
        return { roomIds: calls === 2 ? ['bad', 'good'] : [], nextInMs: null };
      },
    };
    const upkeep = async (id: string) => {
      if (id === 'bad') throw new Error('bad');
      kept.push(id);
    };
    const settler = createSettler({ store, upkeep, logger: quiet, pollMs: 5 });
    settler.start();
    await waitFor(() => calls > 3);
    assert.deepEqual(kept, ['good']);
    await settler.stop();
  });

  it('waits for what is under way when it stops, and does nothing after', async () => {
    let done = false;
    let given = false;
    const store = {
      due: async () => {
        const roomIds = given ? [] : ['slow'];
        given = true;
        return { roomIds, nextInMs: null };
      },
    };
    const upkeep = async () => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      done = true;
    };
    const settler = createSettler({ store, upkeep, logger: quiet, pollMs: 5 });
    settler.start();
    await waitFor(() => given);
    await settler.stop();
    assert.equal(done, true);
    given = false;
    settler.dueIn(0);
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(given, false);
  });
});
