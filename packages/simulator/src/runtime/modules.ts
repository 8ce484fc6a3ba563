/** Runs the program's modules: each once, on first use, like WeChat's own loader. */
import type { SimGlobal } from './phone';

interface Loaded {
  exports: unknown;
}

const loaded = new Map<string, Loaded>();

function sim(): SimGlobal {
  return window.__sim;
}

/** The module of a page or component by its path without extension, if it has a script. */
export function scriptOf(unit: string): string | undefined {
  return [`${unit}.ts`, `${unit}.js`].find((name) => Object.hasOwn(sim().modules, name));
}

/**
 * Exports of a module.
 * @throws what the module throws, and an Error when there is none of that name
 */
export function requireModule(name: string): unknown {
  const known = loaded.get(name);
  if (known !== undefined) return known.exports;
  const entry = sim().modules[name];
  if (entry === undefined) throw new Error(`module '${name}' is not defined`);
  const module: Loaded = { exports: {} };
  loaded.set(name, module);
  entry[1].call(module.exports, requireFrom(name, entry[0]), module, module.exports);
  return module.exports;
}

function requireFrom(from: string, table: Record<string, string>) {
  function require(reference: string): unknown {
    const name = table[reference] ?? resolve(reference, from);
    if (name === undefined)
      throw new Error(`module '${reference}' is not defined, require args is '${reference}'`);
    return requireModule(name);
  }
  require.async = async (reference: string) => require(reference);
  return require;
}

/** A reference that was not a literal. */
function resolve(reference: string, from: string): string | undefined {
  const base = new URL(from, 'weapp:///');
  const path = new URL(reference, base).pathname.replace(/^\//, '');
  return [path, `${path}.ts`, `${path}.js`, `${path}/index.ts`, `${path}/index.js`].find((name) =>
    Object.hasOwn(sim().modules, name),
  );
}
