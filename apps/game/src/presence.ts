/**
 * Which processes live, and how many players are online. A process beats; one that has not for a while is dead, and
 * the seats of its players are held from then on as if they had dropped.
 */
import type { Logger } from '@weapp-samples/service';
import type { GameStore, Membership } from './stores/game-store';

export interface PresenceOptions {
  readonly store: Pick<GameStore, 'beat' | 'quit' | 'keepPlaces'>;
  readonly processId: string;
  /** Players connected to this process. */
  readonly players: () => number;
  /** Keys of those who have told where they are. */
  readonly placed: () => string[];
  readonly logger: Pick<Logger, 'warn'>;
  /** Called with every beat. */
  readonly onBeat?: () => unknown;
  readonly everyMs?: number;
  readonly leaseMs?: number;
  /** How often places are renewed, in ms. */
  readonly placesEveryMs?: number;
}

export interface Presence {
  /** Begins to beat, whether the store is reachable or not. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** When a process died, in the store's ms; null while it lives, or when that cannot be told. */
  lostSince(process: string): number | null;
  /** The store's time in ms, as far as this process knows it. */
  now(): number;
  /** Players online, here and elsewhere. */
  online(): number;
  rooms(): number;
}

interface View extends Membership {
  /** When it was got, by this process' clock. */
  readonly at: number;
  readonly own: number;
}

export function createPresence(options: PresenceOptions): Presence {
  const { store, processId, players, logger, onBeat } = options;
  const { everyMs = 2000, leaseMs = 6000, placesEveryMs = 60_000 } = options;
  /** Processes that were asked for and not known, with the store's time then. */
  const unknown = new Map<string, number>();
  let view: View | undefined;
  let steadySince = 0;
  let placesAt = performance.now();
  let timer: NodeJS.Timeout | undefined;

  const beat = async () => {
    const own = players();
    const membership = await store.beat(processId, own, leaseMs);
    const at = performance.now();
    // After a gap others may have had one too: they get a lease to show that they live.
    if (!view || at - view.at > leaseMs) steadySince = at;
    view = { ...membership, at, own };
    for (const process of membership.aliveUntil.keys()) unknown.delete(process);
    await onBeat?.();
    if (at - placesAt < placesEveryMs) return;
    placesAt = at;
    await store.keepPlaces(options.placed());
  };
  const tryBeat = () =>
    beat().catch((error) => logger.warn({ err: error }, 'no sign of life reaches the store'));
  const goOn = () => {
    timer = setTimeout(async () => {
      await tryBeat();
      if (timer) goOn();
    }, everyMs);
  };

  /** Whoever is not known may have begun after the last look: only the next one tells. */
  const unknownSince = (process: string, { now: looked }: View, now: number): number | null => {
    const since = unknown.get(process) ?? now;
    unknown.set(process, since);
    return since < looked ? since : null;
  };

  return {
    async start() {
      await tryBeat();
      goOn();
    },
    async stop() {
      clearTimeout(timer);
      timer = undefined;
      await store.quit(processId).catch(() => undefined);
    },
    lostSince(process) {
      const at = performance.now();
      if (process === processId || !view) return null;
      if (at - view.at > leaseMs || at - steadySince < leaseMs) return null;
      const now = view.now + (at - view.at);
      const aliveUntil = view.aliveUntil.get(process);
      if (aliveUntil === undefined) return unknownSince(process, view, now);
      return aliveUntil < now ? aliveUntil : null;
    },
    now: () => (view ? view.now + (performance.now() - view.at) : Date.now()),
    online: () => Math.max(players(), (view?.players ?? 0) - (view?.own ?? 0) + players()),
    rooms: () => view?.rooms ?? 0,
  };
}
