/** Turns the scripts of a program into CommonJS modules: those of pages and components, and all that they require. */
import { statSync } from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../types';
import { BuildError } from './diagnostics';
import type { Sources } from './sources';

/** One module of a program, ready to be wrapped. */
export interface Module {
  readonly name: string;
  readonly code: string;
  /** Source map as JSON text, or empty. */
  readonly map: string;
  /** Reference as written → module. */
  readonly requires: Readonly<Record<string, string>>;
  /** Members of `wx` that are mentioned. */
  readonly uses: readonly string[];
}

interface Cached {
  readonly stamp: string;
  readonly code: string;
  readonly map: string;
  readonly references: readonly string[];
  readonly uses: readonly string[];
}

const EXTENSIONS = ['.ts', '.js'];
const LOOKUP = ['.ts', '.js', '', '.json'];
const REQUIRE = /\brequire\(\s*(['"])([^'"\n]+)\1\s*\)/g;
const USE = /(?<![\w./$@'"`-])wx\s*\.\s*([a-zA-Z]\w*)/g;

export interface ScriptCompiler {
  /** Compiles the scripts of the given units (paths without extension) and what they require. */
  compile(
    sources: Sources,
    entries: Iterable<string>,
  ): Promise<{ modules: Module[]; warnings: Diagnostic[] }>;
}

/** A compiler that remembers what has not changed since the last build. */
export function createScriptCompiler(): ScriptCompiler {
  const cache = new Map<string, Cached>();

  async function compileFile(sources: Sources, name: string): Promise<Cached> {
    const disk = sources.file(name) ?? '';
    const stat = statSync(disk);
    const stamp = `${disk}:${stat.mtimeMs}:${stat.size}`;
    const known = cache.get(name);
    if (known?.stamp === stamp) return known;
    const { code, map } = await transform(sources.read(name) ?? '', name);
    const fresh = {
      stamp,
      code,
      map,
      references: matches(code, REQUIRE, 2),
      uses: matches(code, USE, 1),
    };
    cache.set(name, fresh);
    return fresh;
  }

  async function compile(sources: Sources, entries: Iterable<string>) {
    const modules = new Map<string, Module>();
    const warnings: Diagnostic[] = [];
    const errors: Diagnostic[] = [];

    async function visit(name: string): Promise<void> {
      if (modules.has(name)) return;
      modules.set(name, { name, code: '', map: '', requires: {}, uses: [] });
      try {
        const { code, map, references, uses } = await compileFile(sources, name);
        const requires = resolveAll(sources, name, references, warnings);
        modules.set(name, { name, code, map, requires, uses });
        await Promise.all(Object.values(requires).map(visit));
      } catch (error) {
        if (!(error instanceof BuildError)) throw error;
        errors.push(...error.diagnostics);
      }
    }

    const found = [...entries].map((entry) => sources.find(entry, EXTENSIONS));
    await Promise.all(found.filter((name) => name !== undefined).map(visit));
    if (errors.length > 0) throw new BuildError(errors);
    return { modules: [...modules.values()], warnings };
  }

  return { compile };
}

function resolveAll(
  sources: Sources,
  from: string,
  references: readonly string[],
  warnings: Diagnostic[],
) {
  const found: Record<string, string> = {};
  for (const reference of references) {
    const target = resolveScript(sources, reference, from);
    if (target !== undefined) found[reference] = target;
    else warnings.push({ level: 'warning', file: from, message: `module not found: ${reference}` });
  }
  return found;
}

/** A module by its reference; a package that is not a mini-program package is entered by its `main`. */
function resolveScript(sources: Sources, reference: string, from: string): string | undefined {
  const found = sources.resolve(reference, from, LOOKUP);
  if (found !== undefined || reference.startsWith('.') || reference.startsWith('/')) return found;
  const manifest = sources.read(`miniprogram_npm/${reference}/package.json`);
  if (manifest === undefined) return undefined;
  const { main = 'index.js' } = JSON.parse(manifest) as { main?: string };
  return sources.find(path.posix.join('miniprogram_npm', reference, main), [
    '',
    '.js',
    '/index.js',
  ]);
}

async function transform(text: string, name: string): Promise<{ code: string; map: string }> {
  const { transform: run } = await import('esbuild');
  try {
    return await run(text, {
      format: 'cjs',
      target: 'es2022',
      loader: name.endsWith('.ts') ? 'ts' : name.endsWith('.json') ? 'json' : 'js',
      sourcefile: name,
      sourcemap: 'external',
      logLevel: 'silent',
      tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
    });
  } catch (error) {
    throw new BuildError(diagnose(name, error));
  }
}

function diagnose(file: string, error: unknown): Diagnostic[] {
  const messages = (
    error as { errors?: { text: string; location?: { line: number; column: number } }[] }
  ).errors;
  return (messages ?? [{ text: String(error) }]).map(({ text, location }) => ({
    level: 'error' as const,
    file,
    message: text,
    ...(location ? { line: location.line, column: location.column + 1 } : {}),
  }));
}

function matches(text: string, pattern: RegExp, group: number): string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[group] ?? ''))];
}
