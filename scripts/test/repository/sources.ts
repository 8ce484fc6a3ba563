/** The TypeScript sources of the project and what each of them imports. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

export const root = join(__dirname, '..', '..', '..');

export interface Import {
  /** As it is written: `koa`, `./store`, `@weapp-samples/contracts`. */
  readonly name: string;
  /** Gone once the types are checked. */
  readonly typeOnly: boolean;
}

export interface Source {
  /** Relative to the project's folder. */
  readonly file: string;
  /** `packages/contracts`, `apps/album`, `dev`, … */
  readonly place: string;
  /** In a `test` folder, or a test by its name. */
  readonly isTest: boolean;
  readonly imports: readonly Import[];
}

const foreign = new Set(['node_modules', 'dist', 'fixtures', 'applet', 'miniprogram', 'docs']);

function typeScriptFiles(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    if (entry.isFile()) return /(?<!\.d)\.ts$/.test(entry.name) ? [path] : [];
    return foreign.has(entry.name) || entry.name.startsWith('.') ? [] : typeScriptFiles(path);
  });
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const clause = node.importClause;
  if (!clause) return false;
  const names = clause.namedBindings;
  const everyName =
    names && ts.isNamedImports(names) && names.elements.every((element) => element.isTypeOnly);
  return clause.isTypeOnly || Boolean(everyName && !clause.name);
}

function calledModule(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const { expression } = node;
  const imports = expression.kind === ts.SyntaxKind.ImportKeyword;
  const requires = ts.isIdentifier(expression) && expression.text === 'require';
  const [argument] = node.arguments;
  return (imports || requires) && argument && ts.isStringLiteral(argument)
    ? argument.text
    : undefined;
}

function importOf(node: ts.Node): Import | undefined {
  const declares = ts.isImportDeclaration(node) || ts.isExportDeclaration(node);
  if (declares && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
    return { name: node.moduleSpecifier.text, typeOnly: isTypeOnly(node) };
  }
  const called = calledModule(node);
  return called === undefined ? undefined : { name: called, typeOnly: false };
}

/** All imports, re-exports, `import()` and `require()` calls of a source text. */
export function importsOf(text: string): Import[] {
  const found: Import[] = [];
  const visit = (node: ts.Node) => {
    const one = importOf(node);
    if (one) found.push(one);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest));
  return found;
}

/** The workspace or top folder that a file is in. */
export function placeOf(file: string): string {
  const [first = '', second = ''] = file.split('/');
  return first === 'packages' || first === 'apps' ? `${first}/${second}` : first;
}

/** Every TypeScript file but fixtures and the mini-program's. */
export function readSources(): Source[] {
  return typeScriptFiles(root).map((path) => {
    const file = relative(root, path);
    const isTest = file.split('/').includes('test') || file.endsWith('.test.ts');
    return { file, place: placeOf(file), isTest, imports: importsOf(readFileSync(path, 'utf8')) };
  });
}

/** The file that a relative import means, relative to the project's folder. */
export function resolveRelative(file: string, name: string): string {
  const base = resolve(root, dirname(file), name);
  const candidates = [`${base}.ts`, join(base, 'index.ts'), base];
  return relative(root, candidates.find((candidate) => existsSync(candidate)) ?? base);
}
