/** Building again: what changed is made anew, with all that it is part of; the rest is as it was. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createBuilder } from '../src/build/bundle';

describe('a build after a change', () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'weapp-sim-'));
  const write = (name: string, text: string) => writeFileSync(path.join(dir, name), text);
  const builder = createBuilder(dir, '/f/');

  before(() => {
    write('app.json', '{"pages":["p","q"]}');
    write('p.wxml', '<include src="part.wxml" />');
    write('p.wxss', '@import "part.wxss";');
    write('part.wxml', '<view>first</view>');
    write('part.wxss', 'view { top: 1px }');
    write('q.wxml', '<view>q</view>');
    write('q.wxss', '.q { top: 2px }');
  });

  after(() => rmSync(dir, { recursive: true }));

  it('follows a sheet that another one imports, and keeps the others', async () => {
    const { sheets } = await builder.build();
    write('part.wxss', 'view { top: 9px }');
    const after = await builder.build();
    assert.match(after.sheets.p?.scoped ?? '', /9px/);
    assert.equal(after.sheets.q, sheets.q);
  });

  it('follows a template that another one includes', async () => {
    assert.match((await builder.build()).code, /first/);
    write('part.wxml', '<view>second</view>');
    const { code } = await builder.build();
    assert.match(code, /second/);
    assert.doesNotMatch(code, /first/);
  });

  it('finds a file that was not there before', async () => {
    write('q.wxml', '<view>q</view><include src="late.wxml" />');
    assert.match((await builder.build()).warnings[0]?.message ?? '', /no such file: late\.wxml/);
    write('late.wxml', '<view>late</view>');
    const { code, warnings } = await builder.build();
    assert.deepEqual(warnings, []);
    assert.match(code, /late/);
  });

  it('forgets a page that was taken away', async () => {
    write('app.json', '{"pages":["p"]}');
    const { manifest, sheets } = await builder.build();
    assert.deepEqual([manifest.pages, Object.keys(sheets)], [['p'], ['p']]);
  });
});
