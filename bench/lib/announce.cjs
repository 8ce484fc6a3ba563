// What a server of a bench calls once it listens; in JavaScript, for servers that run without the compiler.

function usage() {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  return { peakRssBytes: maxRSS * 1024, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 };
}

module.exports.announce = (url) => {
  process.on('message', (question) => {
    if (question === 'usage') process.send?.({ usage: usage() });
  });
  // Nobody is left to serve when the bench is gone.
  process.once('disconnect', () => process.exit());
  process.send?.({ url });
};
