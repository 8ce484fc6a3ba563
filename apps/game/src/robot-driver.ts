/** Plays the robots of the rounds that this process began. */
import type { Game } from './game';
import { anyHand, changesOfMind, type Random } from './robot';
import type { PlayingRoom } from './round';

export interface RobotDriver {
  /** The robots of this room change their minds until the round ends. */
  play(room: PlayingRoom): void;
  stop(): void;
}

export function createRobotDriver(
  game: () => Pick<Game, 'choose'>,
  random: Random,
  gameMs: number,
): RobotDriver {
  const timers = new Set<NodeJS.Timeout>();
  const later = (ms: number, work: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, ms);
    timers.add(timer);
  };
  return {
    play(room) {
      for (const { key } of room.seats.filter(({ robot }) => robot)) {
        for (const at of changesOfMind(gameMs, random)) {
          // A robot whose round is over, or whose store is away, keeps the hand it has.
          const choose = () => game().choose(room.id, key, null, anyHand(random));
          later(at, () => void choose().catch(() => undefined));
        }
      }
    },
    stop() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
