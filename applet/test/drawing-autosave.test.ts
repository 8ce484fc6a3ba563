import assert from 'node:assert/strict';
import { createAutosave, type SaveState } from '../drawing/lib/autosave';

interface Timer {
  readonly work: () => void;
  readonly ms: number;
}

/** An autosave whose timers and saves a test drives by hand. */
function byHand() {
  const timers = new Set<Timer>();
  const states: SaveState[] = [];
  const saved: string[] = [];
  const ends: ((error?: Error) => void)[] = [];
  const autosave = createAutosave({
    save: (text) =>
      new Promise((resolve, reject) => {
        saved.push(text);
        ends.push((error) => (error ? reject(error) : resolve()));
      }),
    isPassing: (error) => (error as Error).message === 'offline',
    onState: (state) => states.push(state),
    setTimer: (work, ms) => {
      const timer = { work, ms };
      timers.add(timer);
      return timer;
    },
    clearTimer: (timer) => timers.delete(timer as Timer),
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    autosave,
    states,
    saved,
    waits: () => [...timers].map(({ ms }) => ms),
    async tick() {
      const [timer] = timers;
      assert.ok(timer, 'a timer runs');
      timers.delete(timer);
      timer.work();
      await settled();
    },
    async end(error?: Error) {
      ends.shift()?.(error);
      await settled();
    },
  };
}

describe('saving by itself', () => {
  it('waits for calm, then saves the newest', async () => {
    const { autosave, saved, states, tick, end, waits } = byHand();
    autosave.change(() => 'one');
    autosave.change(() => 'two');
    assert.equal(waits().length, 1);
    await tick();
    await end();
    assert.deepEqual(saved, ['two']);
    assert.deepEqual(states, ['changed', 'changed', 'saving', 'saved']);
    assert.deepEqual(waits(), []);
  });

  it('saves one at a time; what changed meanwhile follows', async () => {
    const { autosave, saved, states, tick, end } = byHand();
    autosave.change(() => 'one');
    await tick();
    autosave.change(() => 'two');
    await tick();
    assert.deepEqual(saved, ['one']);
    await end();
    assert.deepEqual(saved, ['one', 'two']);
    await end();
    assert.equal(states.at(-1), 'saved');
  });

  it('tries again, at longer intervals, while the network is away', async () => {
    const { autosave, saved, states, tick, end, waits } = byHand();
    autosave.change(() => 'one');
    await tick();
    const intervals: number[] = [];
    for (let i = 0; i < 4; i += 1) {
      await end(new Error('offline'));
      assert.equal(states.at(-1), 'failed');
      intervals.push(...waits());
      await tick();
    }
    await end();
    assert.deepEqual(intervals, [2000, 5000, 15_000, 15_000]);
    assert.equal(saved.length, 5);
    assert.equal(states.at(-1), 'saved');
  });

  it('does not try again what the server refuses, until it changes', async () => {
    const { autosave, saved, states, tick, end, waits } = byHand();
    autosave.change(() => 'one');
    await tick();
    await end(new Error('too many'));
    assert.equal(states.at(-1), 'refused');
    assert.deepEqual(waits(), []);
    autosave.change(() => 'two');
    await tick();
    assert.deepEqual(saved, ['one', 'two']);
  });

  it('saves at once when the page goes, and settles when that is done', async () => {
    const { autosave, saved, end, waits } = byHand();
    autosave.change(() => 'one');
    let done = false;
    void autosave.flush().then(() => {
      done = true;
    });
    await end();
    await end();
    assert.deepEqual(saved, ['one']);
    assert.deepEqual(waits(), []);
    assert.ok(done);
  });
});
