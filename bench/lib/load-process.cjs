// Runs autocannon with the options it is sent, and sends back what came of it.
const autocannon = require('autocannon');

process.once('message', async (options) => {
  process.send(await autocannon(options), () => process.disconnect());
});
