/** TDesign's components, each on a page of its own: all render, and none prints an error. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SimPhone } from '../src/testing/index';
import { browserSuite } from './support';
import { SNIPPETS } from './tdesign-snippets';

const library = path.dirname(createRequire(__filename).resolve('tdesign-miniprogram/package.json'));

/** A program with a page for every snippet; the components come from the package as it is. */
function writeProgram(dir: string): void {
  const write = (name: string, text: string) => {
    mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
    writeFileSync(path.join(dir, name), text);
  };
  const names = Object.keys(SNIPPETS);
  const used = new Set(
    Object.values(SNIPPETS).flatMap(({ wxml }) =>
      [...wxml.matchAll(/<t-([\w-]+)/g)].map((match) => match[1] ?? ''),
    ),
  );
  const usingComponents = Object.fromEntries(
    [...used].map((name) => [`t-${name}`, `tdesign-miniprogram/${name}/${name}`]),
  );
  write(
    'app.json',
    JSON.stringify({ pages: names.map((name) => `pages/${name}/page`), usingComponents }),
  );
  for (const [name, { wxml, data = {} }] of Object.entries(SNIPPETS)) {
    write(`pages/${name}/page.wxml`, wxml);
    write(`pages/${name}/page.js`, `Page({ data: ${JSON.stringify(data)} });`);
  }
  symlinkSync(path.dirname(library), path.join(dir, 'node_modules'), 'dir');
}

const dir = mkdtempSync(path.join(tmpdir(), 'weapp-sim-'));
writeProgram(dir);

browserSuite(
  'a component of TDesign',
  (sim) => {
    let phone: SimPhone;

    before(async () => {
      phone = await sim().phone();
      // Fonts and pictures that the library fetches from the network are none of the test's business.
      await phone.page
        .context()
        .route(/^https?:\/\/(?!127\.)/, (route) => route.fulfill({ status: 200, body: '' }));
    });

    after(() => rmSync(dir, { recursive: true, force: true }));

    for (const [name, { see, later }] of Object.entries(SNIPPETS)) {
      it(`renders: ${name}`, async () => {
        await phone.wx('reLaunch', { url: `/pages/${name}/page` });
        if (later) await phone.setData(later);
        const shown = phone.page.locator(`.sim-frame:not(.sim-leave) >> css=${see}`).first();
        await shown.waitFor({ state: 'attached', timeout: 3000 });
        const box = await shown.boundingBox();
        assert.ok(box && box.width > 0 && box.height > 0, `${see} takes no room`);
        sim().check();
      });
    }
  },
  { appDir: dir },
);
