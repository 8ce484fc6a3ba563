// Whatever arrives: nothing is thrown out of the handler, and nothing is left behind.
import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { chance, randomFrame } from '@weapp-samples/testkit';
import { settled } from './support/fake-clock';
import type { Phone } from './support/phone';
import { ADDRESS, phone } from './support/phone';

const FRAMES = 100_000;

const PLAIN = {
  usual: [
    '2',
    '3',
    '6',
    '42["event",1,{"a":[null,"文"]}]',
    '4212["question"]',
    '430["answer"]',
    '43999999["nobody asked"]',
    '40{"sid":"again","pid":"p"}',
    '42/other,["elsewhere"]',
    '44/other,{"message":"no"}',
    '41/other,',
    '40/other,{"sid":"x"}',
    '452-["bytes",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]',
    '461-0[{"_placeholder":true,"num":0}]',
  ],
  rare: [
    '0{"sid":"e","pingInterval":25000,"pingTimeout":20000}',
    '1',
    '41',
    '44{"message":"refused"}',
    '44"refused"',
    '40',
  ],
};

function heap(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

// A connection in one of the states in which frames can arrive.
async function bring(side: Phone, random: () => number): Promise<void> {
  side.wx.tasks.splice(0, side.wx.tasks.length - 1);
  side.told.length = 0;
  if (!side.client.active) side.client.connect(ADDRESS).catch(() => {});
  await side.clock.advance(5000);
  if (random() < 0.1) return;
  side.wx.task.greet();
  await settled();
  if (random() < 0.8) side.wx.task.admit();
}

async function fuzz(protocol: 3 | 4): Promise<number> {
  const random = chance(20161108 + protocol);
  const side = phone({ protocol, bufferSize: 10 });
  side.client.on('question', (reply) => reply?.(new ArrayBuffer(2)));
  let heard = 0;
  side.client.onAny(() => heard++);
  let before = 0;
  for (let sent = 0; sent < FRAMES; ) {
    await bring(side, random);
    const { task } = side.wx;
    while (sent < FRAMES && !task.closing && side.wx.task === task) {
      task.message(randomFrame(random, PLAIN));
      task.sent.length = 0;
      sent += 1;
      if (random() < 0.02) side.client.volatile.emit('ask', () => {});
      if (sent === FRAMES / 4) before = heap();
    }
  }
  const growth = heap() - before;
  assert.ok(growth < 2 * 2 ** 20, `${growth} bytes more in use`);
  await side.client.close();
  await settled();
  assert.deepEqual([side.clock.pending, side.wx.listening], [0, 0]);
  return heard;
}

describe(`${FRAMES} random frames`, function () {
  this.timeout(120_000);

  for (const protocol of [4, 3] as const) {
    it(`throw nothing and leave nothing, protocol ${protocol}`, async () => {
      assert.ok((await fuzz(protocol)) > 1000, 'hardly any frame got through');
    });
  }
});
