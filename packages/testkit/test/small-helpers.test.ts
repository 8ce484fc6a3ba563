import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { captureLog, findProgram, freePort, tempDir, waitFor } from '../src';

describe('freePort', () => {
  it('names a port that can be listened on', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => {
      freePort().then((port) => server.listen(port, '127.0.0.1', resolve));
    });
    server.close();
  });
});

describe('tempDir', () => {
  it('makes a folder and removes it with all that is in it', async () => {
    const dir = await tempDir();
    writeFileSync(join(dir.path, 'file'), 'text');
    await dir.remove();
    assert.equal(existsSync(dir.path), false);
  });
});

describe('waitFor', () => {
  it('returns the first truthy value', async () => {
    let looks = 0;
    assert.equal(await waitFor(() => (++looks === 3 ? looks : 0), { everyMs: 1 }), 3);
  });

  it('says what it waited for, and why it was not there', async () => {
    const look = () => {
      throw new Error('refused');
    };
    const waiting = waitFor(look, { timeoutMs: 20, everyMs: 1, what: 'the server' });
    await assert.rejects(waiting, (error: Error) => {
      assert.equal(error.message, 'the server: not there after 20 ms');
      assert.equal((error.cause as Error).message, 'refused');
      return true;
    });
  });
});

describe('findProgram', () => {
  it('takes the first name that is there', () => {
    assert.match(findProgram(['no-such-program', 'sh']) ?? '', /\/sh$/);
    assert.equal(findProgram(['no-such-program']), undefined);
  });
});

describe('captureLog', () => {
  it('gives back the lines that were written', () => {
    const log = captureLog();
    log.write('{"level":30,"msg":"hello"}\n');
    assert.deepEqual(log.lines(), [{ level: 30, msg: 'hello' }]);
    assert.match(log.text(), /hello/);
  });
});
