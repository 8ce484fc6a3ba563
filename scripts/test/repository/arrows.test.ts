import assert from 'node:assert/strict';
import { findCircle } from './circles';
import { importsOf, placeOf, readSources, resolveRelative, type Source } from './sources';
import { readWorkspaces } from './workspaces';

const sources = readSources();
const dirOf = new Map(readWorkspaces().map(({ dir, manifest }) => [manifest.name, dir]));

/** What every package may build on. */
const ground = ['packages/contracts', 'packages/service'];
/** For development and tests alone. */
const scaffolding = ['packages/devcloud', 'packages/testkit', 'packages/simulator'];
const isRelative = (name: string) => name.startsWith('.');
const inGroup = (place: string, group: string) => place.startsWith(`${group}/`);
const isProduct = ({ isTest, file }: Source) => !isTest && !/^[^/]+\/[^/]+\/scripts\//.test(file);

/** The other place that an import leads to, if any. */
function target(source: Source, name: string): string | undefined {
  const [scope, first] = name.split('/');
  const place = isRelative(name)
    ? placeOf(resolveRelative(source.file, name))
    : dirOf.get(`${scope}/${first}`);
  return place === source.place ? undefined : place;
}

/** `file → name` for every import between places that the rule refuses. */
function refused(rule: (source: Source, to: string, name: string) => boolean): string[] {
  return sources.flatMap((source) =>
    source.imports
      .filter(({ name }) => {
        const to = target(source, name);
        return to !== undefined && rule(source, to, name);
      })
      .map(({ name }) => `${source.file} → ${name}`),
  );
}

describe('the arrows between the parts', () => {
  it('never lead from a package or an app to an app', () => {
    const inside = (place: string) => inGroup(place, 'packages') || inGroup(place, 'apps');
    assert.deepEqual(
      refused(({ place }, to) => inside(place) && inGroup(to, 'apps')),
      [],
    );
  });

  it('lead from a package only to contracts and service', () => {
    const rule = (source: Source, to: string) =>
      inGroup(source.place, 'packages') && isProduct(source) && !ground.includes(to);
    assert.deepEqual(refused(rule), []);
  });

  it('never lead from an app to a stand-in', () => {
    const rule = (source: Source, to: string) =>
      inGroup(source.place, 'apps') && isProduct(source) && scaffolding.includes(to);
    assert.deepEqual(refused(rule), []);
  });

  it('never lead from a workspace to the folders around it', () => {
    const rule = ({ place }: Source, to: string) => place.includes('/') && !to.includes('/');
    assert.deepEqual(refused(rule), []);
  });

  it('reach another workspace by its name, not by its path', () => {
    // What a workspace costs is measured in its own folder `bench`, which no manifest exports.
    const isBench = (place: string, name: string) =>
      place === 'bench' && /\/bench\/run$/.test(name);
    const rule = ({ place }: Source, to: string, name: string) =>
      to.includes('/') && isRelative(name) && !isBench(place, name);
    assert.deepEqual(refused(rule), []);
  });

  it('make no circle of workspaces', () => {
    const graph = new Map<string, Set<string>>();
    for (const source of sources.filter(isProduct)) {
      const to = source.imports.flatMap(({ name }) => target(source, name) ?? []);
      graph.set(source.place, new Set([...(graph.get(source.place) ?? []), ...to]));
    }
    assert.equal(findCircle(graph)?.join(' → '), undefined);
  });

  it('make no circle of files', () => {
    const graph = new Map(
      sources.map(({ file, imports }) => [
        file,
        imports
          .filter(({ name, typeOnly }) => isRelative(name) && !typeOnly)
          .map(({ name }) => resolveRelative(file, name)),
      ]),
    );
    assert.equal(findCircle(graph)?.join(' → '), undefined);
  });
});

describe('reading imports', () => {
  it('sees every form of them', () => {
    const text = `
      import a, { type B } from 'a';
      import type { C } from 'c';
      import { type D } from 'd';
      export * from './e';
      export type { F } from './f';
      const g = require('g');
      const h = () => import('h');
      const no = other('i');
    `;
    assert.deepEqual(
      importsOf(text).map(({ name, typeOnly }) => (typeOnly ? `type ${name}` : name)),
      ['a', 'type c', 'type d', './e', 'type ./f', 'g', 'h'],
    );
  });

  it('finds a circle', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['d', ['b']],
    ]);
    assert.deepEqual(findCircle(graph), ['b', 'd', 'b']);
    assert.equal(
      findCircle(
        new Map([
          ['a', ['b', 'c']],
          ['b', ['c']],
        ]),
      ),
      undefined,
    );
  });
});
