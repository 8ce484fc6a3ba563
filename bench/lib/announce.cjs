// What a server of a bench calls once it listens; in JavaScript, for servers that run without the compiler.
const { setTimeout: sleep } = require('node:timers/promises');
const v8 = require('node:v8');
const vm = require('node:vm');

function usage() {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  return { peakRssBytes: maxRSS * 1024, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 };
}

/** What stays resident: pages that a collection has emptied go back to the system some time after it. */
async function residentBytes() {
  v8.setFlagsFromString('--expose-gc');
  const collect = vm.runInNewContext('gc');
  for (let n = 0; n < 3; n++) {
    collect();
    await sleep(200);
  }
  return process.memoryUsage().rss;
}

module.exports.announce = (url) => {
  process.on('message', async (question) => {
    if (question === 'usage') process.send?.({ usage: usage() });
    if (question === 'memory') process.send?.({ memory: await residentBytes() });
  });
  // Nobody is left to serve when the bench is gone.
  process.once('disconnect', () => process.exit());
  process.send?.({ url });
};
