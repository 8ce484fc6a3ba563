/** The machine: its clock beside that of the clouds, the version of Node, and room on the disk. */
import { statfs } from 'node:fs/promises';
import { type Check, type Finding, good, isOlder, skipped, warning, wrong } from '../finding';

const leastNode = [20, 19];
const leastFree = 0.05;

export function nodeCheck(version: string): Check {
  return async () => {
    if (!isOlder(version.replace(/^v/, ''), leastNode)) return [good('Node', version)];
    return [wrong('Node', `${version} is too old`, `install Node ${leastNode.join('.')} or newer`)];
  };
}

/** @param dir a folder on the disk that logs and embedded stores grow on */
export function diskCheck(dir: string): Check {
  return async () => {
    const { bavail, blocks } = await statfs(dir);
    const free = bavail / blocks;
    const percent = `${Math.floor(free * 100)} % of the disk is free`;
    if (free >= leastFree) return [good('disk', percent)];
    return [wrong('disk', `only ${percent}`, 'du -xh / | sort -h | tail; logrotate; pm2 flush')];
  };
}

/** @param url of a server whose clock is right; any answer of it will do */
export function clockCheck(url: string | undefined, now: () => number): Check {
  return async () => [await compare(url, now)];
}

async function compare(url: string | undefined, now: () => number): Promise<Finding> {
  if (!url) return skipped('clock', 'there is no cloud to compare with');
  try {
    const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(5000) });
    const theirs = Date.parse(answer.headers.get('date') ?? '');
    const seconds = Math.round(Math.abs(now() - theirs) / 1000);
    if (Number.isNaN(seconds)) return skipped('clock', `${url} does not tell the time`);
    const said = `differs by ${seconds} s from ${new URL(url).host}`;
    if (seconds <= 30) return good('clock', said);
    const mend = 'timedatectl set-ntp true';
    return seconds > 300
      ? wrong('clock', `${said}: signatures are refused`, mend)
      : warning('clock', said, mend);
  } catch {
    return skipped('clock', `${new URL(url).host} cannot be reached`);
  }
}
