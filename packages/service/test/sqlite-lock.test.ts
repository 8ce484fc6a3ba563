import assert from 'node:assert/strict';
import { whileLocked } from '../src';

const busy = Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' });

describe('a file that another process holds', () => {
  it('is asked again until it is free', async () => {
    let asked = 0;
    const work = async () => {
      asked += 1;
      if (asked < 3) throw busy;
      return 'wal';
    };
    assert.equal(await whileLocked(work, { timeoutMs: 1000, pauseMs: 1 }), 'wal');
    assert.equal(asked, 3);
  });

  it('fails as it did once the time is over', async () => {
    const work = () => Promise.reject(busy);
    await assert.rejects(whileLocked(work, { timeoutMs: 5, pauseMs: 1 }), busy);
  });

  it('is not asked again after another failure', async () => {
    let asked = 0;
    const full = Object.assign(new Error('disk full'), { code: 'SQLITE_FULL' });
    const work = async () => {
      asked += 1;
      throw full;
    };
    await assert.rejects(whileLocked(work, { timeoutMs: 1000 }), full);
    assert.equal(asked, 1);
  });
});
