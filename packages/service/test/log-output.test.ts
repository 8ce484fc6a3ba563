import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { gathered } from '../src/log';

const fixture = join(__dirname, 'fixtures', 'log-process.ts');

async function linesOf(end: string): Promise<number[]> {
  const args = ['--conditions=weapp-source', '-r', 'ts-node/register', fixture, end];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
  });
  await once(child, 'close');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line).line);
}

describe('the lines of the log', () => {
  it('leave together when they come together', async () => {
    const done: string[] = [];
    const out = gathered({
      write: (line: string) => done.push(line) > 0,
      flush: () => done.push('flush'),
    });
    out.write('a');
    out.write('b');
    await turn();
    out.write('c');
    await turn();
    assert.deepEqual(done, ['a', 'b', 'flush', 'c', 'flush']);
  });

  for (const end of ['exit', 'throw', 'kill', 'nothing more to do']) {
    it(`are all written when the process ends by: ${end}`, async () => {
      assert.deepEqual(await linesOf(end), [1, 2, 3]);
    });
  }
});
