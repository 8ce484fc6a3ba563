// What each server of this bench has beside its work: it says what it uses, memory after collections.
const { setTimeout: sleep } = require('node:timers/promises');
const v8 = require('node:v8');
const vm = require('node:vm');
const { announce } = require('../lib/announce.cjs');

v8.setFlagsFromString('--expose-gc');
const collect = vm.runInNewContext('gc');

/** What stays resident: pages that a collection has emptied go back to the system some time after it. */
async function residentBytes() {
  for (let n = 0; n < 3; n++) {
    collect();
    await sleep(200);
  }
  return process.memoryUsage().rss;
}

module.exports.serve = (url) => {
  process.on('message', async (question) => {
    if (question === 'memory') process.send?.({ memory: await residentBytes() });
  });
  announce(url);
};
