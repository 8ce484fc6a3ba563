/**
 * The files of a program as one tree of `/` paths without a leading slash.
 * `miniprogram_npm/<package>/…` is looked up in the folder of that name first and then in `node_modules`, so that a
 * program runs without the npm step of the developer tools.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const NPM = 'miniprogram_npm/';

export interface Sources {
  readonly root: string;
  /** Path on disk of a file of the program, or undefined when there is none. */
  file(name: string): string | undefined;
  /** Text of a file of the program, or undefined. */
  read(name: string): string | undefined;
  /** First of `name + extension` that exists. */
  find(name: string, extensions: readonly string[]): string | undefined;
  /**
   * Resolves a reference the way WeChat does: `/` from the root, else relative, else an npm package.
   * @param from the file that refers
   * @param extensions tried in turn, `''` included where wanted
   */
  resolve(reference: string, from: string, extensions: readonly string[]): string | undefined;
}

/**
 * Opens the program in a folder; what is found and read is remembered, so that a build sees one state of it.
 * @param projectDir where `node_modules` may lie beside it
 */
export function openSources(root: string, projectDir: string): Sources {
  const packages = new Map<string, string | undefined>();

  function packageDir(name: string): string | undefined {
    if (!packages.has(name)) packages.set(name, findPackage(name, [root, projectDir]));
    return packages.get(name);
  }

  const found = new Map<string, string | undefined>();
  const texts = new Map<string, string>();

  function file(name: string): string | undefined {
    if (!found.has(name)) found.set(name, look(name));
    return found.get(name);
  }

  function look(name: string): string | undefined {
    const clean = normalize(name);
    if (clean === undefined) return undefined;
    const direct = path.join(root, clean);
    if (isFile(direct)) return direct;
    // Only the folder at the root stands for `node_modules`; those inside packages are real.
    return clean.startsWith(NPM) ? fileOfPackage(clean.slice(NPM.length), packageDir) : undefined;
  }

  function find(name: string, extensions: readonly string[]): string | undefined {
    for (const extension of extensions) {
      if (file(name + extension) !== undefined) return normalize(name + extension);
    }
    return undefined;
  }

  function resolve(reference: string, from: string, extensions: readonly string[]) {
    const folder = path.posix.dirname(from);
    if (reference.startsWith('/')) return findOrIndex(reference.slice(1), extensions);
    const relative = findOrIndex(path.posix.join(folder, reference), extensions);
    return relative ?? (reference.startsWith('.') ? undefined : npm(reference, folder, extensions));
  }

  function findOrIndex(name: string, extensions: readonly string[]): string | undefined {
    return find(name, extensions) ?? find(`${name}/index`, extensions);
  }

  function npm(reference: string, folder: string, extensions: readonly string[]) {
    for (let dir = folder; ; dir = path.posix.dirname(dir)) {
      const found = findOrIndex(path.posix.join(dir, NPM, reference), extensions);
      if (found !== undefined) return found;
      if (dir === '.' || dir === '/') return undefined;
    }
  }

  return {
    root,
    file,
    find,
    resolve,
    read(name) {
      const disk = file(name);
      if (disk === undefined) return undefined;
      const text = texts.get(disk) ?? readFileSync(disk, 'utf8');
      texts.set(disk, text);
      return text;
    },
  };
}

/** Resolves `.` and `..`; undefined when the path leaves the program. */
function normalize(name: string): string | undefined {
  const clean = path.posix.normalize(name.replace(/^\/+/, ''));
  return clean.startsWith('../') || clean.includes('\0') ? undefined : clean;
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

function fileOfPackage(rest: string, packageDir: (name: string) => string | undefined) {
  const parts = rest.split('/');
  const name = parts.splice(0, rest.startsWith('@') ? 2 : 1).join('/');
  const dir = packageDir(name);
  if (dir === undefined || parts.length === 0) return undefined;
  const found = path.join(dir, ...parts);
  return isFile(found) ? found : undefined;
}

/** Folder of a package's mini-program files: the `miniprogram` field of its package.json, else its own folder. */
function findPackage(name: string, starts: readonly string[]): string | undefined {
  for (const start of starts) {
    for (let dir = start; ; dir = path.dirname(dir)) {
      const found = path.join(dir, 'node_modules', name);
      if (existsSync(path.join(found, 'package.json'))) return miniprogramDir(found);
      if (dir === path.dirname(dir)) break;
    }
  }
  return undefined;
}

function miniprogramDir(dir: string): string {
  const manifest = JSON.parse(readFileSync(path.join(dir, 'package.json'), 'utf8'));
  if (typeof manifest.miniprogram === 'string') return path.join(dir, manifest.miniprogram);
  const dist = path.join(dir, 'miniprogram_dist');
  return existsSync(dist) ? dist : dir;
}
