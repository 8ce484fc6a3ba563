/** How large a run of the game's bench is, and which parts of it are run. */
import { parseArgs } from 'node:util';

const parts = ['peers', 'processes', 'kills'] as const;

export interface GameBenchOptions {
  readonly parts: readonly string[];
  /** Of the peers; half as many play on several processes. Even. */
  readonly players: number;
  /** How long each candidate is measured, in seconds. */
  readonly seconds: number;
  /** How often each of the peers is measured. */
  readonly times: number;
  /** How long processes are killed, in seconds. */
  readonly killSeconds: number;
}

/**
 * @param args such as `--players=200 --seconds=3 --part=peers`
 * @throws TypeError for an option that is none, RangeError for a value that makes no sense
 */
export function gameBenchOptions(args: readonly string[]): GameBenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      part: { type: 'string', multiple: true, default: [...parts] },
      players: { type: 'string', default: '2000' },
      seconds: { type: 'string', default: '4' },
      times: { type: 'string', default: '2' },
      'kill-seconds': { type: 'string', default: '60' },
    },
  });
  const unknown = values.part.find((part) => !parts.some((known) => known === part));
  if (unknown !== undefined) throw new RangeError(`--part is one of ${parts.join(', ')}`);
  return {
    parts: values.part,
    players: 2 * Math.ceil(positive('players', values.players) / 2),
    seconds: positive('seconds', values.seconds),
    times: positive('times', values.times),
    killSeconds: positive('kill-seconds', values['kill-seconds']),
  };
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new RangeError(`--${name} is a whole number above 0`);
}
