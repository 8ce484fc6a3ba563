import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readSources, root } from './sources';

/** The files that git knows; in an unpacked archive there is no git to ask. */
function trackedFiles(): string[] | undefined {
  if (!existsSync(join(root, '.git'))) return undefined;
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' });
  return files.split('\0').filter((file) => file !== '' && existsSync(join(root, file)));
}

const isText = (file: string) => !/\.(png|jpe?g|ico|mp4|woff2?|gz)$/.test(file);
const maxBytes = 1024 * 1024;

// Put together here, so that this file does not name them itself.
const registries = [
  ['registry', 'npmjs', 'org'],
  ['registry', 'npmmirror', 'com'],
  ['registry', 'yarnpkg', 'com'],
  ['proxy', 'golang', 'org'],
  ['repo', 'maven', 'apache', 'org'],
  ['deb', 'debian', 'org'],
  ['files', 'pythonhosted', 'org'],
].map((parts) => parts.join('.'));
const homeFolder = /(?<![\w.])\/(home|Users)\/[a-z]\w+\//;

describe('the files of the project', () => {
  const files = trackedFiles();

  function offenders(isBad: (text: string) => boolean): string[] {
    const texts = (files ?? []).filter(isText);
    return texts.filter((file) => isBad(readFileSync(join(root, file), 'utf8')));
  }

  before(function () {
    if (!files) this.skip();
  });

  it('name no host of a package registry: whoever installs chooses', () => {
    assert.deepEqual(
      offenders((text) => registries.some((host) => text.includes(host))),
      [],
    );
  });

  it('name nobody’s home folder', () => {
    assert.deepEqual(
      offenders((text) => homeFolder.test(text)),
      [],
    );
  });

  it('keep no secret: no private key, no .env', () => {
    const key = ['-----BEGIN', 'PRIVATE KEY-----'].join(' ');
    assert.deepEqual(
      offenders((text) => text.includes(key)),
      [],
    );
    assert.ok(!files?.some((file) => /(^|\/)\.env$/.test(file)));
  });

  it('stay below 1 MB', () => {
    const large = (files ?? []).filter((file) => statSync(join(root, file)).size > maxBytes);
    assert.deepEqual(large, []);
  });
});

interface LockEntry {
  readonly resolved?: string;
  readonly link?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Where Node would look for a package from this place, the nearest first. */
function lookupPlaces(place: string, name: string): string[] {
  const parents = place
    .split('/node_modules/')
    .map((_part, index, parts) => parts.slice(0, parts.length - index).join('/node_modules/'));
  return [...parents.map((parent) => `${parent}/node_modules/${name}`), `node_modules/${name}`];
}

describe('package-lock.json', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const packages: Record<string, LockEntry> = lock.packages;

  it('has every platform’s optional packages: npm ci refuses a lock file without them', () => {
    const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !lookupPlaces(place, name).some((found) => found in packages),
      ),
    );
    assert.deepEqual(missing, []);
  });

  it('says no address to download from', () => {
    const addresses = Object.values(packages).filter(({ link, resolved }) => !link && resolved);
    assert.deepEqual(addresses, []);
  });
});

describe('the sources', () => {
  const text = (file: string) => readFileSync(join(root, file), 'utf8');
  const sources = readSources();

  it('leave nothing to do later', () => {
    const marks = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'].join('|')})\\b`);
    assert.deepEqual(
      sources.map(({ file }) => file).filter((file) => marks.test(text(file))),
      [],
    );
  });

  it('are files of one idea: at most 300 lines', () => {
    const long = sources.filter(({ file }) => text(file).split('\n').length > 301);
    assert.deepEqual(
      long.map(({ file }) => file),
      [],
    );
  });

  it('begin with what they are for', () => {
    // A list of re-exports says it by itself.
    const own = sources.filter(({ file, isTest }) => !isTest && !file.endsWith('/index.ts'));
    const silent = own.filter(({ file }) => !/^(#!.*\n)?\/[/*]/.test(text(file)));
    assert.deepEqual(
      silent.map(({ file }) => file),
      [],
    );
  });

  it('have named exports only', () => {
    const unnamed = sources.filter(({ file }) => /^export default\b/m.test(text(file)));
    assert.deepEqual(
      unnamed.map(({ file }) => file),
      [],
    );
  });
});
