/** The list of wx members that the build knows is the runtime's own. */
import assert from 'node:assert/strict';
import { WX_NAMES } from '../src/build/wx_names';
import { browserSuite } from './support';

browserSuite('the list of wx members', (sim) => {
  it('is what the runtime has (scripts/write-wx-names.ts writes it)', async () => {
    const phone = await sim().phone();
    const names = await phone.page.evaluate(() => window.__sim.supported as string[]);
    assert.deepEqual([...WX_NAMES], [...names].sort());
  });
});
