import assert from 'node:assert/strict';
import { once } from 'node:events';
import fc from 'fast-check';
import { UploadBody } from '../src/upload-body';

function newBody() {
  const source = {
    paused: false,
    pause() {
      this.paused = true;
    },
    resume() {
      this.paused = false;
    },
  };
  return { source, body: new UploadBody(source) };
}

describe('the body of an upload', () => {
  it('gives what was written, whether before or after it was opened', async () => {
    const chunks = fc.array(fc.uint8Array({ maxLength: 50_000 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(chunks, fc.nat(12), async (given, openAt) => {
        const { body } = newBody();
        const pieces = given.map((chunk) => Buffer.from(chunk));
        let reading: Promise<Buffer[]> | undefined;
        pieces.forEach((piece, index) => {
          if (index === openAt) reading = body.open().toArray();
          body.write(piece);
        });
        reading ??= body.open().toArray();
        body.end();
        assert.deepEqual(Buffer.concat(await reading), Buffer.concat(pieces));
      }),
      { numRuns: 50 },
    );
  });

  it('holds its source until it is opened, and whenever its reader has enough', async () => {
    const { source, body } = newBody();
    body.write(Buffer.alloc(10));
    assert.equal(source.paused, true);
    const reader = body.open();
    reader.read(0);
    assert.equal(source.paused, false);
    body.write(Buffer.alloc(300_000));
    assert.equal(source.paused, true);
    reader.read();
    await new Promise(setImmediate);
    assert.equal(source.paused, false);
  });

  it('can be opened again from the start while little has come', async () => {
    const { body } = newBody();
    body.write(Buffer.from('one'));
    const first = body.open();
    body.write(Buffer.from('two'));
    first.destroy();
    body.write(Buffer.from('three'));
    body.end();
    assert.equal(Buffer.concat(await body.open().toArray()).toString(), 'onetwothree');
  });

  it('cannot be opened again once more has come than is kept', () => {
    const { body } = newBody();
    body.open();
    body.write(Buffer.alloc(200_000));
    assert.equal(body.replayable, true);
    body.write(Buffer.alloc(200_000));
    assert.equal(body.replayable, false);
    assert.throws(() => body.open(), /gone/);
  });

  it('fails its reader when the sender is to blame, also one that comes later', async () => {
    for (const early of [true, false]) {
      const { body } = newBody();
      const opened = early ? body.open() : undefined;
      body.fail(new Error('too large'));
      const [error] = await once(opened ?? body.open(), 'error').catch((thrown) => [thrown]);
      assert.match(String(error), /too large/);
    }
  });

  it('tells who has to move next', async () => {
    const { body } = newBody();
    const said: string[] = [];
    const reader = body.open({
      waiting: () => said.push('waiting'),
      moving: () => said.push('moving'),
    });
    reader.resume();
    await new Promise(setImmediate);
    assert.equal(said.at(-1), 'moving');
    reader.pause();
    body.write(Buffer.alloc(500_000));
    assert.equal(said.at(-1), 'waiting');
    reader.resume();
    await new Promise(setImmediate);
    assert.equal(said.at(-1), 'moving');
    body.end();
    assert.equal(said.at(-1), 'waiting');
  });
});
