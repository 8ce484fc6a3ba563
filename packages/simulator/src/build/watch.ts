/** Tells when a file of a program changes. */
import { type FSWatcher, watch } from 'node:fs';

/** How long to wait for more changes before telling, milliseconds. */
const QUIET = 40;
const IGNORED = /(^|[\\/])(node_modules|\.git|\.data|dist)([\\/]|$)|~$|\.swp$/;

/**
 * Watches a folder and everything under it.
 * @param changed called once a burst of changes, with the names that changed
 * @returns stops watching
 */
export function watchFolder(dir: string, changed: (names: readonly string[]) => void): () => void {
  const names = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush() {
    const all = [...names];
    names.clear();
    changed(all);
  }

  const watcher: FSWatcher = watch(dir, { recursive: true }, (_event, name) => {
    if (name === null || IGNORED.test(name)) return;
    names.add(name);
    clearTimeout(timer);
    timer = setTimeout(flush, QUIET);
  });
  watcher.on('error', () => watcher.close());
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
