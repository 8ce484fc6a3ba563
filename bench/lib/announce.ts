/** What a server file of a bench calls once it listens; see spawn-server.ts. */

/** What a process has used since its start. */
export interface Usage {
  /** The most memory it had resident, in bytes. */
  readonly peakRssBytes: number;
  /** Processor time in user and system mode, in seconds. */
  readonly cpuSeconds: number;
}

function usage(): Usage {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  return { peakRssBytes: maxRSS * 1024, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 };
}

/** Tells the bench the address of this server, and from then on what it uses whenever it asks. */
export function announce(url: string): void {
  process.on('message', (question) => {
    if (question === 'usage') process.send?.({ usage: usage() });
  });
  // Nobody is left to serve when the bench is gone.
  process.once('disconnect', () => process.exit());
  process.send?.({ url });
}
