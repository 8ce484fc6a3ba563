/** The life of a stand-in, and where it may not live. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assertDevelopment, createCosStandIn } from '../../src/index';
import { Bucket, credentials, sendRaw, start } from './support';

describe('a COS stand-in', () => {
  it('does not exist in production', () => {
    const dataDir = '/nowhere/cos';
    assert.throws(
      () => createCosStandIn({ dataDir, credentials, nodeEnv: 'production' }),
      /never run with NODE_ENV=production/,
    );
    assert.throws(() => assertDevelopment({ NODE_ENV: 'production' }));
    assertDevelopment({ NODE_ENV: 'test' });
    assertDevelopment({});
  });

  it('touches nothing before it listens, and has no address', async () => {
    const dataDir = '/nowhere/cos';
    const standIn = createCosStandIn({ dataDir, credentials });
    assert.throws(() => standIn.url, /does not listen/);
    assert.ok(!existsSync(dataDir));
    await standIn.close();
  });

  it('tells a port that is taken, and leaves the folder to whoever has it', async () => {
    const first = await start();
    const port = Number(new URL(first.url).port);
    const unfinished = join(first.dataDir, Bucket, 'partial', 'unfinished');
    await writeFile(unfinished, 'half');
    const second = createCosStandIn({ dataDir: first.dataDir, credentials });
    await assert.rejects(second.listen({ port }), { code: 'EADDRINUSE' });
    assert.ok(existsSync(unfinished));
    await second.close();
    await first.stop();
  });

  it('tells a folder it cannot have, and gives the port back', async () => {
    const standIn = createCosStandIn({ dataDir: join(__filename, 'no-folder'), credentials });
    await assert.rejects(standIn.listen(), { code: 'ENOTDIR' });
    assert.throws(() => standIn.url);
    await standIn.close();
  });

  it('reports every request without its signature', async () => {
    const lines: Array<Record<string, unknown>> = [];
    const log = {
      info: (details: object) => void lines.push({ ...details }),
      error: (details: object) => void lines.push({ ...details, failed: true }),
    };
    const started = await start({ log });
    await sendRaw(started, 'PUT', 'k', 'x');
    await fetch(`${started.url}/none?q-signature=abc`);
    await started.stop();
    assert.deepEqual(
      lines.map(({ method, url, status, code, failed }) => [method, url, status, code, failed]),
      [
        ['PUT', '/k', 200, undefined, undefined],
        ['GET', '/none', 400, 'InvalidArgument', undefined],
      ],
    );
    assert.doesNotMatch(JSON.stringify(lines), /signature/);
  });
});
