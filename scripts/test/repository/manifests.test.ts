import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { readSources, root, type Source } from './sources';
import { type Manifest, readManifest, readWorkspaces } from './workspaces';

const project = readManifest('.');
const workspaces = readWorkspaces();
const sources = readSources();

/** The name of the package that an import belongs to. */
function packageName(name: string): string {
  const [first = '', second = ''] = name.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

/** `@types/koa__cors` for `@koa/cors` */
function typesName(name: string): string {
  return `@types/${name.replace(/^@(.+)\/(.+)$/, '$1__$2')}`;
}

function atRunTime(manifest: Manifest): Set<string> {
  const { dependencies, optionalDependencies, peerDependencies } = manifest;
  return new Set(Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }));
}

/** What a source imports from npm and its workspace does not declare. */
function undeclared(source: Source, manifest: Manifest): string[] {
  const isProduct = source.file.startsWith(`${source.place}/src/`);
  const dev = Object.keys({ ...manifest.devDependencies, ...project.devDependencies });
  const needed = atRunTime(manifest);
  const declared = (name: string, typeOnly: boolean) =>
    needed.has(name) ||
    ((typeOnly || !isProduct) && (dev.includes(name) || dev.includes(typesName(name))));
  return source.imports
    .filter(({ name }) => !name.startsWith('.') && !isBuiltin(name))
    .map(({ name, typeOnly }) => ({ name: packageName(name), typeOnly }))
    .filter(({ name }) => name !== manifest.name)
    .filter(({ name, typeOnly }) => !declared(name, typeOnly))
    .map(({ name }) => `${source.file} → ${name}`);
}

for (const { dir, manifest } of workspaces) {
  describe(`the manifest of ${dir}`, () => {
    const own = sources.filter(({ place }) => place === dir);

    it('has what npm and a reader want to know', () => {
      const [group, name] = dir.split('/');
      assert.equal(manifest.name, `@weapp-samples/${group === 'apps' ? 'app-' : ''}${name}`);
      assert.equal(manifest.license, project.license);
      assert.equal(manifest.version, project.version);
      assert.deepEqual(manifest.engines, project.engines);
      assert.ok(manifest.description);
    });

    it('exports files that are there, the sources under their own condition', () => {
      const { exports = {} } = manifest;
      assert.ok(Object.keys(exports).length > 0);
      for (const entry of Object.values(exports)) {
        if (typeof entry === 'string') continue;
        const { 'weapp-source': source = '' } = entry as Record<string, string>;
        assert.match(source, /^\.\/src\/.+\.ts$/);
        assert.ok(existsSync(join(root, dir, source)), `${source} is missing`);
      }
    });

    it('declares every package that its files import', () => {
      assert.deepEqual(
        own.flatMap((source) => undeclared(source, manifest)),
        [],
      );
    });
  });
}
