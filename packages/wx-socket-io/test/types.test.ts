// The types: a wrong payload does not compile, a right one does; in the source and in the applet's copy.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import ts from 'typescript';

const FIXTURE = path.join(__dirname, 'fixtures/events.ts');
const COPY = path.join(__dirname, '../../../applet/lib/wx-socket-io');

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2020,
  lib: ['lib.es2020.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
};

/** Compiles `text` in the fixture's place and answers what is wrong with it. */
function problems(text: string): string[] {
  const host = ts.createCompilerHost(OPTIONS);
  const { readFile } = host;
  host.readFile = (file) => (path.resolve(file) === FIXTURE ? text : readFile(file));
  const program = ts.createProgram([FIXTURE], OPTIONS, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

const fixture = fs.readFileSync(FIXTURE, 'utf8');
const expectations = fixture.match(/@ts-expect-error/g)?.length ?? 0;

describe('the types', function () {
  this.timeout(60_000);

  it(`let pass what is right, and refuse ${expectations} things that are wrong`, () => {
    assert.ok(expectations > 20);
    assert.deepEqual(problems(fixture), []);
  });

  it('are what refuses: each of those is an error without its mark', () => {
    const bare = fixture.replace(/\/\/ @ts-expect-error.*/g, '');
    assert.ok(problems(bare).length >= expectations);
  });

  it('take the phone for a platform, as WeChat describes it', () => {
    const typings = require.resolve('miniprogram-api-typings/index.d.ts');
    const text = [
      `/// <reference path="${typings}" />`,
      "import type { Platform } from '../../src';",
      'export const platform: Platform = wx;',
    ].join('\n');
    assert.deepEqual(problems(text), []);
  });

  it('are the same in the copy of the applet', () => {
    assert.deepEqual(problems(fixture.replace(/\.\.\/\.\.\/src/g, COPY)), []);
  });
});
