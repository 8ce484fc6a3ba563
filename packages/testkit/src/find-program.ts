/** Finds programs on this machine. */
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { MissingServer } from './errors';

/** Where Debian keeps servers; not on the path of everyone. */
const systemDirs = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The full path of the first of these programs that is in `PATH`, a system folder or `extraDirs`. */
export function findProgram(
  names: readonly string[],
  extraDirs: readonly string[] = [],
): string | undefined {
  const path = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const dirs = [...path, ...systemDirs, ...extraDirs];
  return names.flatMap((name) => dirs.map((dir) => join(dir, name))).find(isProgram);
}

/** As findProgram. @throws MissingServer when there is none */
export function needProgram(names: readonly string[], extraDirs?: readonly string[]): string {
  const found = findProgram(names, extraDirs);
  if (!found) throw new MissingServer(`no ${names.join(' or ')} on this machine`);
  return found;
}
