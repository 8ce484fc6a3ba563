import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { app, packedFiles, readText, resolveFrom, root } from './project-files';

const roots = app.subPackages.map((part) => part.root);

/** The subpackage a file belongs to; undefined for the main package. */
const packageOf = (file: string) => roots.find((name) => file.startsWith(`${name}/`));

/** What the compiler plugin of the developer tools makes of a file. */
function compile(file: string): string {
  const { ES2018: target } = ts.ScriptTarget;
  const compilerOptions = { target, module: ts.ModuleKind.CommonJS };
  return ts.transpileModule(readText(file), { compilerOptions }).outputText;
}

const isScript = (file: string) => file.endsWith('.ts') && !file.endsWith('.d.ts');
const scripts = packedFiles.filter(isScript);
const outputs = new Map(scripts.map((file) => [file, compile(file)]));
const compiled = (file: string) => outputs.get(file) ?? '';

/** Bytes of a file as it is uploaded; declarations are not. */
function sizeOf(file: string): number {
  if (file.endsWith('.d.ts')) return 0;
  return file.endsWith('.ts') ? Buffer.byteLength(compiled(file)) : statSync(join(root, file)).size;
}

const sizeOfPackage = (name: string | undefined) =>
  packedFiles
    .filter((file) => packageOf(file) === name)
    .reduce((sum, file) => sum + sizeOf(file), 0);

/** The modules a file imports at run time; types are erased. */
function importsOf(file: string): string[] {
  return [...compiled(file).matchAll(/require\("([^"]+)"\)/g)].map(([, path = '']) => path);
}

const kilobyte = 1024;

describe('the size of the mini-program', () => {
  it('is below 1 MB for the main package', () => {
    assert.ok(sizeOfPackage(undefined) < 1024 * kilobyte);
  });

  it('is below 2 MB for each demo, as WeChat asks', () => {
    for (const name of roots) assert.ok(sizeOfPackage(name) < 2048 * kilobyte, name);
  });
});

describe('the scripts of the mini-program', () => {
  it('import nothing but files of their own: of other packages types only', () => {
    const foreign = scripts.flatMap((file) =>
      importsOf(file)
        .filter((path) => !path.startsWith('.'))
        .map((path) => `${file}: ${path}`),
    );
    assert.deepEqual(foreign, []);
  });

  it('import from their own subpackage and the main package only', () => {
    const across = scripts.flatMap((file) =>
      importsOf(file)
        .map((path) => packageOf(resolveFrom(file, path)))
        .filter((name) => name !== undefined && name !== packageOf(file))
        .map((name) => `${file}: ${name}`),
    );
    assert.deepEqual(across, []);
  });
});
