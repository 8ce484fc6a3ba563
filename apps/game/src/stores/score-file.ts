/** The scores of signed-in players in a file, for the game in memory: one process, one file. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { newPlayer, type Player, signedInKey } from '../player';

export interface ScoreFile {
  load(): Player[];
  /** Remembers a player; the file follows within a second. */
  save(player: Player): void;
  /** Writes what is not written yet. */
  close(): void;
}

interface Line {
  readonly uid: string;
  readonly uname: string;
  readonly uavatar: string;
  readonly totalScore: number;
  readonly winStreak: number;
}

const delayMs = 1000;

/** @param path made, with its folder, at the first score */
export function createScoreFile(path: string): ScoreFile {
  const lines = new Map<string, Line>();
  let timer: NodeJS.Timeout | undefined;
  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    mkdirSync(dirname(path), { recursive: true });
    // Written beside and renamed: a file is whole, or it is the one before.
    writeFileSync(`${path}.new`, JSON.stringify([...lines.values()]));
    renameSync(`${path}.new`, path);
  };
  return {
    load() {
      const players = readLines(path).map(playerOf);
      for (const player of players) lines.set(player.uid, lineOf(player));
      return players;
    },
    save(player) {
      lines.set(player.uid, lineOf(player));
      timer ??= setTimeout(write, delayMs).unref();
    },
    close() {
      if (timer) write();
    },
  };
}

function readLines(path: string): Line[] {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Line[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new Error(`the scores in ${path} cannot be read`, { cause: error });
  }
}

const lineOf = ({ uid, uname, uavatar, totalScore, winStreak }: Player): Line => {
  return { uid, uname, uavatar, totalScore, winStreak };
};

const playerOf = ({ totalScore, winStreak, ...who }: Line): Player => {
  const player = newPlayer({ ...who, key: signedInKey(who.uid), signedIn: true });
  return { ...player, totalScore, winStreak };
};
