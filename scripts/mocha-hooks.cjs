// A promise that nobody looked after fails the test in which it was rejected; mocha itself passes it by.
const rejections = [];
process.on('unhandledRejection', (reason) => rejections.push(reason));

const told = (reason) =>
  reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);

function check() {
  const found = rejections.splice(0);
  if (found.length > 0) throw new Error(`unhandled rejection: ${found.map(told).join('\n')}`);
}

module.exports.mochaHooks = {
  afterEach() {
    // Node tells of a rejection once the microtasks are through.
    return new Promise((resolve) => setImmediate(resolve)).then(check);
  },
  afterAll() {
    return new Promise((resolve) => setImmediate(resolve)).then(check);
  },
};
