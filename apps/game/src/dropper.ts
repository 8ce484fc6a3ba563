/** Writes down that connections are gone, sooner or later: a store that is away now will be back. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@weapp-samples/service';
import type { Game } from './game';
import type { Line } from './player';
import type { Peer } from './protocol/types';
import type { GameStore } from './stores/game-store';

export interface Dropper {
  /** A player's connection has ended. */
  readonly gone: (key: string, line: Line, peer: Peer) => void;
  /** Waits for what is under way; what the store does not take now, others find out by the process' death. */
  stop(): Promise<void>;
}

const firstPauseMs = 100;
const longestPauseMs = 2000;

export function createDropper(
  game: Pick<Game, 'drop'>,
  store: Pick<GameStore, 'forgetPlace'>,
  logger: Pick<Logger, 'warn'>,
): Dropper {
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();

  const drop = async (key: string, line: Line, { placed }: Peer) => {
    // Somebody else's place now, when a newer connection has taken over.
    if ((await game.drop(key, line)) && placed) await store.forgetPlace(key);
  };
  const persist = async (key: string, line: Line, peer: Peer) => {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
      try {
        return await drop(key, line, peer);
      } catch (error) {
        if (stopping.signal.aborted) return undefined;
        logger.warn({ err: error }, 'the end of a connection has to wait');
        await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  };

  return {
    gone(key, line, peer) {
      const work = persist(key, line, peer);
      underWay.add(work);
      void work.then(() => underWay.delete(work));
    },
    async stop() {
      stopping.abort();
      await Promise.all(underWay);
    },
  };
}
