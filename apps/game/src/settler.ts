/**
 * Sees to it that what is due gets done: rounds end, robots come, seats lapse. Every process runs one; the store
 * hands each due room to one of them, and to another when that one has not dealt with it within the lease.
 */
import type { Logger } from '@weapp-samples/service';
import type { GameStore } from './stores/game-store';

export interface SettlerOptions {
  readonly store: Pick<GameStore, 'due'>;
  /** Does what is due in a room. */
  readonly upkeep: (roomId: string) => Promise<void>;
  readonly logger: Pick<Logger, 'warn'>;
  /** How long the store is left alone at most, in ms: so late is noticed what another process left undone. */
  readonly pollMs?: number;
  readonly leaseMs?: number;
}

export interface Settler {
  /** Something is due in so many ms; the settler will be awake. */
  dueIn(ms: number): void;
  start(): void;
  /** Resolves when nothing is under way any more. */
  stop(): Promise<void>;
}

/** Rooms taken at a time. */
const limit = 64;

export function createSettler(options: SettlerOptions): Settler {
  const { store, upkeep, logger, pollMs = 100, leaseMs = 1000 } = options;
  const underWay = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let wakesAt = Number.POSITIVE_INFINITY;
  let running = false;

  const wakeIn = (ms: number) => {
    const at = performance.now() + ms;
    if (!running || at >= wakesAt) return;
    clearTimeout(timer);
    wakesAt = at;
    timer = setTimeout(look, Math.ceil(ms));
  };
  const look = () => {
    wakesAt = Number.POSITIVE_INFINITY;
    track(takeDue());
  };
  const takeDue = async () => {
    try {
      const { roomIds, nextInMs } = await store.due(limit, leaseMs);
      for (const roomId of roomIds) track(deal(roomId));
      wakeIn(roomIds.length === limit ? 0 : Math.min(nextInMs ?? pollMs, pollMs));
    } catch (error) {
      logger.warn({ err: error }, 'the agenda cannot be read');
      wakeIn(pollMs);
    }
  };
  const deal = async (roomId: string) => {
    try {
      await upkeep(roomId);
    } catch (error) {
      logger.warn({ err: error, roomId }, 'a room that was due has to wait');
    }
  };
  const track = (work: Promise<void>) => {
    underWay.add(work);
    void work.then(() => underWay.delete(work));
  };

  return {
    dueIn: wakeIn,
    start() {
      running = true;
      wakeIn(0);
    },
    async stop() {
      running = false;
      clearTimeout(timer);
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
