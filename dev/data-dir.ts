/** The state folder: made when missing, used by one process at a time. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SettingsError } from '@weapp-samples/service';

/** Lets go of the folder. */
export type Release = () => void;

/**
 * Takes `dataDir` for this process.
 *
 * @throws SettingsError when it cannot be written, or when another living process has it
 */
export function takeDataDir(dataDir: string): Release {
  const file = join(dataDir, 'running.pid');
  try {
    mkdirSync(dataDir, { recursive: true });
    const other = livingOwner(file);
    if (other) {
      throw new SettingsError(
        `${dataDir} is in use by process ${other}: stop it or set DATA_DIR to another folder`,
      );
    }
    writeFileSync(file, String(process.pid));
  } catch (error) {
    if (error instanceof SettingsError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new SettingsError(`DATA_DIR cannot be ${dataDir}: ${why}`, { cause: error });
  }
  return () => rmSync(file, { force: true });
}

function livingOwner(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return undefined;
    process.kill(pid, 0);
    return pid;
  } catch {
    return undefined;
  }
}
