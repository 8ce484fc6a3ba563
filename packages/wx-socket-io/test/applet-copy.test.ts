// The mini-program's copy of the client is the client.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { appletCopy } from '../scripts/applet-copy';
import type { WxSocketIO } from '../src';
import { platform } from './support/clients';
import { stage } from './support/stage';

describe('the copy in the applet', function () {
  this.timeout(60_000);
  const on = stage();

  it('is what scripts/write-applet-copy.ts makes of the source', () => {
    for (const [file, text] of appletCopy()) {
      assert.equal(fs.readFileSync(file, 'utf8'), text, `${path.basename(file)} is out of date`);
    }
  });

  it('loads where there is no wx, and talks to a server', async () => {
    const [file] = [...appletCopy().keys()];
    const copy = require(file as string) as { WxSocketIO: typeof WxSocketIO };
    assert.deepEqual(Object.keys(copy), ['WxSocketIO']);
    const { io, url } = await on.server();
    io.on('connection', (socket) => socket.on('echo', (value, reply) => reply(value)));
    const client = new copy.WxSocketIO({ platform });
    on.defer(() => client.close());
    await client.connect(url);
    assert.equal(await client.emitWithAck('echo', 'hi'), 'hi');
  });
});
