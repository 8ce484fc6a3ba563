/** The build: what it finds and how it fails. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createBuilder } from '../src/build/bundle';
import type { BuildError } from '../src/build/diagnostics';
import { CONFORMANCE } from './support';

/** Writes a program of the given files and returns its folder. */
function program(files: Record<string, string>): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'weapp-sim-'));
  for (const [name, text] of Object.entries({ 'app.json': '{"pages":["p"]}', ...files })) {
    mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
    writeFileSync(path.join(dir, name), text);
  }
  return dir;
}

describe('the build', () => {
  const dirs: string[] = [];
  const build = (files: Record<string, string>) => {
    const dir = program(files);
    dirs.push(dir);
    return createBuilder(dir, '/f/').build();
  };

  after(() => {
    for (const dir of dirs) rmSync(dir, { recursive: true });
  });

  it('names file, line and column of a template error', async () => {
    await assert.rejects(
      build({ 'p.wxml': '<view>\n  <text>{{a</text></view>' }),
      (error: BuildError) => {
        const [first] = error.diagnostics;
        assert.deepEqual([first?.file, first?.line], ['p.wxml', 2]);
        return true;
      },
    );
  });

  it('names the place of a script error', async () => {
    await assert.rejects(build({ 'p.js': 'Page({\n  a: \n});;(' }), /p\.js:\d+:\d+: error/);
  });

  it('names the place of a broken JSON file', async () => {
    await assert.rejects(build({ 'p.json': '{\n "a": ,}' }), /p\.json/);
  });

  it('says what an import is missing', async () => {
    const { warnings } = await build({ 'p.wxml': '<include src="none.wxml" />' });
    assert.deepEqual(
      warnings.map((one) => one.message),
      ['no such file: none.wxml'],
    );
    await assert.rejects(
      build({ 'p.wxss': '@import "none.wxss";' }),
      /p\.wxss:1:1: error: no such file: none\.wxss/,
    );
  });

  it('takes modules that mix export and module.exports', async () => {
    const { code } = await build({
      'p.js': "require('./a');Page({})",
      'a.js': 'export const a = 1; module.exports.b = 2;',
    });
    assert.match(code, /"a\.js":\[/);
  });

  it('lists the wx members a program uses', async () => {
    const { manifest } = await build({ 'p.js': 'wx.login(); wx.bluetooth()' });
    assert.deepEqual(manifest.used, { login: 'p.js', bluetooth: 'p.js' });
  });

  it('warns of wx members that are not there', async () => {
    const { warnings } = await build({
      'p.js': "wx.login(); wx.bluetooth(); 'https://wx.example.com'",
    });
    assert.deepEqual(
      warnings.map((one) => one.message),
      ['wx.bluetooth is not supported in the simulator'],
    );
  });

  it('builds the conformance program with a source map that names its files', async () => {
    const { map, warnings, manifest } = await createBuilder(CONFORMANCE, '/f/').build();
    assert.deepEqual(warnings, []);
    assert.equal(manifest.appId, 'wxconformance');
    const sources = JSON.parse(map).sections.flatMap(
      (one: { map: { sources: string[] } }) => one.map.sources,
    );
    assert.ok(sources.includes('weapp:///pages/home/home.ts'));
  });

  it('takes an import that ends with its line', async () => {
    const { sheets } = await build({
      'p.wxss': "@import 'a.wxss'\n\nview { top: 0 }",
      'a.wxss': '.a { top: 1px }',
    });
    assert.equal(
      sheets.p?.scoped.replace(/\s+/g, ' ').trim(),
      '.\u0001a { top: 1px } wx-view { top: 0 }',
    );
  });

  it('prefixes classes of components and elements of pages', async () => {
    const { sheets } = await build({
      'p.wxss': 'view > .a { width: 10rpx; } @keyframes k { from { top: 0 } }',
    });
    assert.equal(
      sheets.p?.scoped.trim(),
      'wx-view > .\u0001a { width: calc(10 * var(--sim-rpx)); }',
    );
    assert.match(sheets.p?.global ?? '', /@keyframes k \{ from/);
  });
});
