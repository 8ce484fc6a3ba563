/** Waits for a store to take drawings. */
import { waitFor } from '@weapp-samples/testkit';
import type { OpenDrawingStore } from '../../src/stores/drawing-store';

export async function untilReady(store: OpenDrawingStore): Promise<OpenDrawingStore> {
  const ready = () =>
    store.ping().then(
      () => true,
      () => false,
    );
  await waitFor(ready, { timeoutMs: 20_000, what: 'the store' });
  return store;
}
