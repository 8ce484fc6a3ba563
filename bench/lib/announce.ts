/** What a server file of a bench calls once it listens; see spawn-server.ts. */

/** What a process has used since its start. */
export interface Usage {
  /** The most memory it had resident, in bytes. */
  readonly peakRssBytes: number;
  /** Processor time in user and system mode, in seconds. */
  readonly cpuSeconds: number;
}

/**
 * Tells the bench the address of this server, and from then on, whenever it asks, what it uses and how much memory it
 * keeps after collections.
 */
export const announce: (url: string) => void = require('./announce.cjs').announce;
