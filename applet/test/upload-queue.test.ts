import assert from 'node:assert/strict';
import { type UploadItem, UploadQueue } from '../album/lib/upload-queue';

interface Running {
  readonly path: string;
  readonly onProgress: (percent: number) => void;
  resolve(address: string): void;
  reject(error: Error): void;
}

function queueOf(atOnce: number) {
  const running: Running[] = [];
  const uploaded: string[] = [];
  let items: readonly UploadItem[] = [];
  const queue = new UploadQueue<{ path: string }>({
    atOnce,
    upload: ({ path }, onProgress) =>
      new Promise((resolve, reject) => running.push({ path, onProgress, resolve, reject })),
    textOf: (error) => (error as Error).message,
    isFinal: (error) => (error as Error).message === 'too large',
    changed: (now) => {
      items = now;
    },
    uploaded: (address) => uploaded.push(address),
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return { queue, running, uploaded, items: () => items, settled };
}

describe('the upload queue', () => {
  it('uploads a few at a time, in order', async () => {
    const { queue, running, uploaded, settled } = queueOf(2);
    queue.add([{ path: 'a' }, { path: 'b' }, { path: 'c' }]);
    assert.deepEqual(
      running.map(({ path }) => path),
      ['a', 'b'],
    );
    running[1]?.resolve('B');
    await settled();
    assert.deepEqual(
      running.map(({ path }) => path),
      ['a', 'b', 'c'],
    );
    assert.deepEqual(uploaded, ['B']);
  });

  it('shows the progress of each, and forgets what is done', async () => {
    const { queue, running, items, settled } = queueOf(2);
    queue.add([{ path: 'a' }, { path: 'b' }]);
    running[0]?.onProgress(40);
    assert.deepEqual(
      items().map(({ percent }) => percent),
      [40, 0],
    );
    running[0]?.resolve('A');
    await settled();
    assert.deepEqual(
      items().map(({ path }) => path),
      ['b'],
    );
  });

  it('keeps a failed one until it is tried again or dropped', async () => {
    const { queue, running, items, settled } = queueOf(1);
    queue.add([{ path: 'a' }, { path: 'b' }]);
    running[0]?.reject(new Error('no network'));
    await settled();
    assert.deepEqual(
      items().map(({ error }) => error),
      ['no network', ''],
    );
    const [failed] = items();
    queue.drop(items()[1]?.id ?? 0);
    assert.equal(items().length, 2);
    running[1]?.resolve('B');
    await settled();
    queue.retry(failed?.id ?? 0);
    assert.deepEqual(
      running.map(({ path }) => path),
      ['a', 'b', 'a'],
    );
    running[2]?.reject(new Error('again'));
    await settled();
    queue.drop(failed?.id ?? 0);
    assert.deepEqual(items(), []);
  });

  it('tries none again that can never be taken', async () => {
    const { queue, running, items, settled } = queueOf(1);
    queue.add([{ path: 'a' }]);
    running[0]?.reject(new Error('too large'));
    await settled();
    assert.deepEqual(
      items().map(({ final }) => final),
      [true],
    );
    queue.retry(items()[0]?.id ?? 0);
    assert.equal(running.length, 1);
    queue.drop(items()[0]?.id ?? 0);
    assert.deepEqual(items(), []);
  });
});
