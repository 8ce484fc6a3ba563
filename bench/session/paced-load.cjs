// Sends requests at an even pace, whatever becomes of those before, and tells how long each took.
// autocannon's own rate sends a second's requests in one burst.
const { Agent, get } = require('node:http');

const now = () => performance.now();

process.once('message', async ({ url, headers, perSecond, seconds, warmUpSeconds }) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const ask = () =>
    new Promise((resolve, reject) => {
      const sent = now();
      get(url, { headers, agent }, (answer) => {
        answer.resume();
        answer.on('error', reject);
        answer.on('end', () => {
          if (answer.statusCode === 200) resolve(now() - sent);
          else reject(new Error(`status ${answer.statusCode}`));
        });
      }).on('error', reject);
    });

  const count = perSecond * (warmUpSeconds + seconds);
  const began = now();
  const answers = [];
  const timer = setInterval(() => {
    const due = Math.min(count, Math.floor(((now() - began) * perSecond) / 1000));
    while (answers.length < due) answers.push(ask());
    if (answers.length < count) return;
    clearInterval(timer);
    finish();
  }, 1);

  async function finish() {
    const times = (await Promise.all(answers)).slice(perSecond * warmUpSeconds);
    times.sort((a, b) => a - b);
    const at = (share) => times[Math.ceil(share * times.length) - 1];
    const result = { p50: at(0.5), p99: at(0.99), max: at(1), requests: times.length };
    process.send(result, () => process.disconnect());
    agent.destroy();
  }
});
