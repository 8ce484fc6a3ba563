// The players' process. Argument: its options as JSON, see clients.ts.
const { setTimeout: sleep } = require('node:timers/promises');
const { createTally } = require('./tally.cjs');

const { urls, target, mode, players, gameTime, warmUp, seconds } = JSON.parse(process.argv[2]);
const { connect } = require(`./${target}-players.cjs`);

/** So many connect at once; each rests this long at most once it is told to. */
const atOnce = 50;
const restSeconds = 2 * gameTime + 3;

async function connectAll(tally) {
  const all = [];
  while (all.length < players) {
    const first = all.length;
    const some = Array.from({ length: Math.min(atOnce, players - first) }, (_, n) => {
      const url = urls[(first + n) % urls.length];
      return connect({ url, mode, name: `player-${first + n}`, tally: tally.player() });
    });
    all.push(...(await Promise.all(some)));
  }
  return all;
}

async function main() {
  const tally = createTally(gameTime * 1000);
  const all = await connectAll(tally);
  for (const [n, { play }] of all.entries()) {
    // Spread over the length of a round, as people are.
    setTimeout(play, (Math.floor(n / 2) / (players / 2)) * gameTime * 1000);
  }
  await sleep(warmUp * 1000);
  process.send({ begin: true });
  tally.count(true);
  await sleep(seconds * 1000);
  tally.count(false);
  process.send({ end: tally.summary() });
  for (const { rest } of all) rest();
  const limit = performance.now() + restSeconds * 1000;
  while (tally.open() > 0 && performance.now() < limit) await sleep(50);
  process.send({ rest: { lost: tally.open(), doubled: tally.doubled() } });
}

process.once('disconnect', () => process.exit());
main().catch((error) => {
  console.error(error);
  process.exit(1);
});
