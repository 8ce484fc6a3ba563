import assert from 'node:assert/strict';
import { faces, hands } from '../game/lib/hands';
import { demos } from '../pages/home/demos';
import {
  app,
  filesWith,
  isFile,
  missingOfUnit,
  packedFiles,
  pages,
  possibleValues,
  project,
  readJson,
  readText,
  resolveFrom,
} from './project-files';

type Theme = Readonly<Record<'light' | 'dark', Readonly<Record<string, string>>>>;

/** What matches in a kind of file, as the path it resolves to. */
function references(suffix: string, pattern: RegExp): { file: string; target: string }[] {
  return filesWith(suffix).flatMap((file) =>
    [...readText(file).matchAll(pattern)]
      .flatMap(([, path = '']) => possibleValues(path))
      .filter((path) => !/^(https?:|data:|wxfile:|$)/.test(path))
      .map((path) => ({ file, target: resolveFrom(file, path) })),
  );
}

const missing = (found: readonly { file: string; target: string }[]) =>
  found.filter(({ target }) => !isFile(target)).map(({ file, target }) => `${file}: ${target}`);

describe('the project in the developer tools', () => {
  it('is rooted where app.json is', () => {
    assert.ok(isFile(resolveFrom('project.config.json', `${project.miniprogramRoot}app.json`)));
  });

  it('has every file of every page', () => {
    assert.deepEqual(pages.flatMap(missingOfUnit), []);
    assert.equal(new Set(pages).size, pages.length);
  });

  it('has every component that is used', () => {
    const users = ['app.json', ...filesWith('.json').filter((file) => file.includes('/'))];
    const used = users.flatMap((file) => {
      const { usingComponents = {} } = readJson<{ usingComponents?: Record<string, string> }>(file);
      return Object.values(usingComponents).map((path) => resolveFrom(file, path));
    });
    assert.ok(used.length > 0);
    assert.deepEqual(used.flatMap(missingOfUnit), []);
    for (const unit of used) assert.equal(readJson(`${unit}.json`).component, true, unit);
  });

  it('has the other files that app.json names', () => {
    const icons = app.tabBar?.list.flatMap(({ iconPath, selectedIconPath }) => [
      iconPath,
      selectedIconPath,
    ]);
    const named = [app.themeLocation, app.sitemapLocation, ...(icons ?? [])];
    assert.deepEqual(
      named.filter((path) => path !== undefined && !isFile(path)),
      [],
    );
  });

  it('has every variable of the theme, light and dark', () => {
    const theme = readJson<Theme>(app.themeLocation);
    const texts = ['app.json', ...pages.map((page) => `${page}.json`)].map(readText);
    const names = texts.flatMap((text) =>
      [...text.matchAll(/"@(\w+)"/g)].map(([, name = '']) => name),
    );
    assert.ok(names.length > 0);
    assert.deepEqual(
      names.filter((name) => !theme.light[name] || !theme.dark[name]),
      [],
    );
  });

  it('has every file that a template names', () => {
    const found = references(
      '.wxml',
      /<(?:import|include|wxs|image|cover-image)\b[^>]*?\ssrc="([^"]+)"/g,
    );
    assert.ok(found.length > 0);
    assert.deepEqual(missing(found), []);
  });

  it('has every file that a style sheet names', () => {
    const sheets = references('.wxss', /@import\s+["']([^"']+)["']/g);
    assert.ok(sheets.length > 0);
    const pictures = references('.wxss', /url\(["']?([^"')]+)["']?\)/g);
    assert.deepEqual(missing([...sheets, ...pictures]), []);
  });

  it('has every page that is linked to', () => {
    const link = /["'`]((?:\/|\.\.?\/)[\w/.-]*?)(?:\?[^"'`]*|\$\{[^"'`]*)?["'`]/g;
    const inTemplates = references('.wxml', /<navigator\b[^>]*?\surl="([^"?]+)/g);
    const inScripts = references('.ts', link).filter(
      ({ file, target }) => !file.endsWith('.d.ts') && /(^|\/)pages\/|\/draw\/draw$/.test(target),
    );
    const targets = [...inTemplates, ...inScripts].map(({ target }) => target);
    assert.ok(
      targets.includes('drawing/pages/draw/draw') && targets.includes('pages/settings/settings'),
    );
    const isModule = (target: string) => isFile(`${target}.ts`) || isFile(`${target}.js`);
    assert.deepEqual(
      targets.filter((target) => !pages.includes(target) && !isModule(target)),
      [],
    );
  });

  it('has every hand and face of the game', () => {
    const images = [...hands, ...faces].map(({ image }) => image.slice(1));
    assert.deepEqual(
      images.filter((image) => !isFile(image)),
      [],
    );
  });

  it('opens each demo from a subpackage of its own', () => {
    const roots = demos.map(({ page }) => page.split('/')[1]);
    assert.deepEqual([...roots].sort(), app.subPackages.map(({ root }) => root).sort());
    assert.deepEqual(
      demos.filter(({ page }) => !pages.includes(page.slice(1))),
      [],
    );
  });

  it('holds nothing that is not its own: no folder of packages, no tests', () => {
    assert.deepEqual(
      packedFiles.filter((file) => /(^|\/)(node_modules|test)\//.test(file)),
      [],
    );
  });
});
