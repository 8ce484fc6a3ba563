// Makes one file of the modules of this package: their text in the order they need each other, without
// imports and export keywords. Nothing is renamed or minified, so that what comes out can be read.
import * as fs from 'node:fs';
import * as path from 'node:path';
import ts from 'typescript';

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2017,
  module: ts.ModuleKind.ESNext,
  lib: ['lib.es2017.d.ts'],
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
  strict: true,
  declaration: true,
  stripInternal: true,
  newLine: ts.NewLineKind.LineFeed,
};

export interface Flat {
  /** A CommonJS module of ES2017. */
  readonly code: string;
  readonly types: string;
}

/**
 * @param entry the module whose exports are those of the result
 * @throws Error when two modules declare the same name, or a module does not compile
 */
export function flatten(entry: string): Flat {
  const outputs = compile(entry);
  const modules = inOrder(entry);
  const values = exportsOf(entry, outputs, '.js');
  const names = exportsOf(entry, outputs, '.d.ts');
  const code = modules.map((module) => headed(module, bare(module, outputs, '.js')));
  const types = modules.map((module) => bare(module, outputs, '.d.ts')).join('\n\n');
  return {
    code: joined(["'use strict';", ...code, ...values.map((name) => `exports.${name} = ${name};`)]),
    types: joined([...reachable(types, names), `export { ${names.join(', ')} };`]),
  };
}

const joined = (parts: readonly string[]) => `${parts.filter(Boolean).join('\n\n')}\n`;

// The comment that heads a module; the compiler drops it along with imports of types.
function headed(module: string, text: string): string {
  if (/^(\/\/.*\n?)*$/.test(text)) return '';
  const [header = ''] = /^(\/\/.*\n)*/.exec(fs.readFileSync(module, 'utf8')) ?? [];
  return text.startsWith(header) ? text : header + text;
}

// Those declarations that the exported ones speak of.
function reachable(text: string, exported: readonly string[]): string[] {
  const { statements } = ts.createSourceFile('all.d.ts', text, ts.ScriptTarget.ES2022, true);
  const wanted = new Set(exported);
  const names = new Map(statements.map((statement) => [statement, nameOf(statement)]));
  for (let before = -1; before < wanted.size; ) {
    before = wanted.size;
    for (const [statement, name] of names) {
      if (wanted.has(name))
        for (const [word] of statement.getText().matchAll(/\w+/g)) wanted.add(word);
    }
  }
  return statements.filter((it) => wanted.has(nameOf(it))).map((it) => it.getFullText().trim());
}

function nameOf(statement: ts.Statement): string {
  const { name } = statement as ts.DeclarationStatement;
  return name?.getText() ?? '';
}

function compile(entry: string): Map<string, string> {
  const outputs = new Map<string, string>();
  const program = ts.createProgram([entry], OPTIONS);
  const [problem] = ts.getPreEmitDiagnostics(program);
  if (problem) throw new Error(ts.flattenDiagnosticMessageText(problem.messageText, '\n'));
  program.emit(undefined, (file, text) => outputs.set(path.resolve(file), text));
  return outputs;
}

// Depth first: what a module imports comes before it. Imports of types count too, their order is harmless.
function inOrder(entry: string, seen = new Set<string>()): string[] {
  const file = path.resolve(entry);
  if (seen.has(file)) return [];
  seen.add(file);
  const { importedFiles } = ts.preProcessFile(fs.readFileSync(file, 'utf8'));
  const needed = importedFiles.map(({ fileName }) =>
    path.join(path.dirname(file), `${fileName}.ts`),
  );
  return [...needed.flatMap((next) => inOrder(next, seen)), file];
}

function parse(module: string, outputs: Map<string, string>, extension: string): ts.SourceFile {
  const file = module.replace(/\.ts$/, extension);
  return ts.createSourceFile(file, outputs.get(file) ?? '', ts.ScriptTarget.ES2022, true);
}

const isLink = (statement: ts.Statement) =>
  ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);

// The text without what links modules; cut from the end, so that positions stay true.
function bare(module: string, outputs: Map<string, string>, extension: string): string {
  const source = parse(module, outputs, extension);
  let { text } = source;
  for (const statement of [...source.statements].reverse()) {
    const cut = isLink(statement) ? statement : exportKeyword(statement);
    if (!cut) continue;
    const end = cut === statement ? skipLine(text, cut.end) : cut.end + 1;
    text = text.slice(0, cut.getStart()) + text.slice(end);
  }
  return text.trim();
}

function exportKeyword(statement: ts.Statement): ts.Node | undefined {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return modifiers?.find(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

const skipLine = (text: string, at: number) => (text[at] === '\n' ? at + 1 : at);

function exportsOf(entry: string, outputs: Map<string, string>, extension: string): string[] {
  return parse(path.resolve(entry), outputs, extension).statements.flatMap((statement) =>
    ts.isExportDeclaration(statement) &&
    statement.exportClause &&
    ts.isNamedExports(statement.exportClause)
      ? statement.exportClause.elements.map(({ name }) => name.text)
      : [],
  );
}
