/** Folders that a test run may fill and that are gone afterwards. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guardFolder } from './guard';

export interface TempDir {
  readonly path: string;
  /** Removes the folder and all that is in it. */
  remove(): Promise<void>;
}

/** Makes a new empty folder; it is removed by `remove()`, or when the process ends, however it ends. */
export async function tempDir(label = 'test'): Promise<TempDir> {
  const path = await mkdtemp(join(tmpdir(), `weapp-${label}-`));
  const release = guardFolder(path);
  const remove = async () => {
    await rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    release();
  };
  return { path, remove };
}
