import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serviceTable } from '@weapp-samples/contracts';

const root = join(__dirname, '..', '..');

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { optional?: boolean }>>;
}

interface LockEntry {
  readonly dev?: boolean;
  readonly link?: boolean;
  readonly resolved?: string;
}

const lock: Record<string, LockEntry> = JSON.parse(
  readFileSync(join(root, 'package-lock.json'), 'utf8'),
).packages;

const manifestOf = (dir: string): Manifest =>
  JSON.parse(readFileSync(join(root, dir, 'package.json'), 'utf8'));

/** What must be there at run time for a workspace, each with the workspace that asks for it. */
function needs(dir: string, seen = new Set<string>()): [string, string][] {
  if (seen.has(dir)) return [];
  seen.add(dir);
  const { dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = manifestOf(dir);
  const peers = Object.keys(peerDependencies).filter(
    (name) => !peerDependenciesMeta[name]?.optional,
  );
  return [...Object.keys(dependencies), ...peers].flatMap((name) => {
    const workspace = `packages/${name.replace('@weapp-samples/', '')}`;
    const own = name.startsWith('@weapp-samples/') && existsSync(join(root, workspace));
    return own ? needs(workspace, seen) : [[dir, name] as [string, string]];
  });
}

describe('what npm installs for production alone', () => {
  for (const dir of [...serviceTable.map(({ name }) => `apps/${name}`), 'ops']) {
    it(`has everything that ${dir} needs at run time`, () => {
      const missing = needs(dir).filter(([from, name]) => {
        const entry = lock[`${from}/node_modules/${name}`] ?? lock[`node_modules/${name}`];
        return entry === undefined || entry.dev === true;
      });
      assert.deepEqual(missing, []);
    });
  }
});
