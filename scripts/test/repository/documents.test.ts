import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { commandsOf, findDocuments, readDocument } from './documents';
import { root } from './sources';
import { readManifest } from './workspaces';

const scripts = Object.keys(readManifest('.').scripts ?? {});
const documents = findDocuments();

/** The script that an npm command runs, when it runs one. */
function npmScript(command: string): string | undefined {
  const [, run, short] = /^npm (?:run (?:-s )?([\w:-]+)|(start|test)\b)/.exec(command) ?? [];
  return run ?? short;
}

/** The links of a document that lead to files, without their anchors. */
function fileLinks(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8').replace(/^```[\s\S]*?^```$/gm, '');
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  const own = links.filter((link) => !/^([a-z]+:|#)/.test(link));
  return own.map((link) => decodeURIComponent(link.split('#')[0] ?? ''));
}

describe('the README', () => {
  it('says the same in both languages: the same headings, the same commands', () => {
    const english = readDocument('README.md');
    const chinese = readDocument('README.zh-CN.md');
    assert.deepEqual(chinese.headings, english.headings);
    assert.deepEqual(chinese.code.flatMap(commandsOf), english.code.flatMap(commandsOf));
  });
});

for (const file of documents) {
  describe(`the document ${file}`, () => {
    it('names npm scripts that exist', () => {
      const named = readDocument(file)
        .code.flatMap(commandsOf)
        .flatMap((line) => npmScript(line) ?? []);
      assert.deepEqual(
        named.filter((name) => !scripts.includes(name)),
        [],
      );
    });

    it('links to files that exist', () => {
      const missing = fileLinks(file).filter(
        (link) => !existsSync(join(root, dirname(file), link)),
      );
      assert.deepEqual(missing, []);
    });
  });
}

describe('reading commands', () => {
  it('leaves out comments, prompts and other languages', () => {
    const text = '$ npm start   # the platform\n\n# later\nnpm run bench -- \\\n  album\n';
    assert.deepEqual(commandsOf({ language: 'sh', text }), ['npm start', 'npm run bench -- album']);
    assert.deepEqual(commandsOf({ language: 'ts', text }), []);
  });
});
