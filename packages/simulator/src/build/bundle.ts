/** Builds a program: everything the phone needs, as one script with a source map. */
import type { AppManifest, Diagnostic } from '../types';
import { discover, type Program } from './discover';
import { createMemory, type Memory } from './remember';
import { createScriptCompiler, type Module } from './scripts';
import { WX_NAMES } from './wx_names';
import { compileTemplates, type Templates } from './wxml';
import { compileSheet, type Sheet } from './wxss';

/** A built program. */
export interface Bundle {
  readonly manifest: AppManifest;
  readonly code: string;
  readonly map: string;
  /** Compiled style sheets by unit, to be exchanged without a reload. */
  readonly sheets: Readonly<Record<string, Sheet>>;
  readonly warnings: readonly Diagnostic[];
  /** Milliseconds the build took. */
  readonly took: number;
}

export interface Builder {
  /** @throws BuildError when the program is broken */
  build(): Promise<Bundle>;
}

/** Names of the browser that a mini-program's script does not see on a phone. */
const HIDDEN = [
  'window',
  'document',
  'location',
  'localStorage',
  'sessionStorage',
  'XMLHttpRequest',
  'fetch',
  'WebSocket',
  'navigator',
  'history',
  'alert',
  'self',
  'frames',
  'parent',
  'top',
];

/**
 * Prepares the build of one program; every call of `build` compiles only what changed.
 * @param appDir folder of the program
 * @param assets address prefix under which its files are served, with a slash at the end
 * @param now milliseconds of a clock
 */
export function createBuilder(
  appDir: string,
  assets: string,
  now: () => number = () => performance.now(),
): Builder {
  const scripts = createScriptCompiler();
  const templatesMemory = createMemory<Templates>(1);
  const sheetsMemory = createMemory<Sheet | undefined>();
  let count = 0;

  async function build(): Promise<Bundle> {
    const start = now();
    const program = discover(appDir);
    const units = [...program.units.keys()];
    const compiled = scripts.compile(program.sources, ['app', ...units]);
    compiled.catch(() => {});
    const templates = templatesMemory.recall(units.join(), program.sources, (sources) =>
      compileTemplates(sources, units),
    );
    const sheets = compileSheets(program, assets, sheetsMemory);
    const { modules, warnings } = await compiled;
    const missing = unsupported(modules);
    const found = [...program.warnings, ...templates.warnings, ...warnings, ...missing];
    count += 1;
    const manifest = describe(program, modules, found, `${count}-${Math.round(start)}`);
    return {
      manifest,
      sheets,
      ...emit(manifest, sheets, templates.code, modules),
      warnings: found,
      took: now() - start,
    };
  }

  return { build };
}

function compileSheets(
  program: Program,
  assets: string,
  memory: Memory<Sheet | undefined>,
): Record<string, Sheet> {
  const sheets: Record<string, Sheet> = {};
  for (const unit of ['app', ...program.units.keys()]) {
    const sheet = memory.recall(unit, program.sources, (sources) =>
      compileSheet(sources, unit, assets),
    );
    if (sheet !== undefined) sheets[unit] = sheet;
  }
  return sheets;
}

/** Members of `wx` that are used and not there, each once. */
function unsupported(modules: readonly Module[]): Diagnostic[] {
  const known = new Set(WX_NAMES);
  const found = new Map<string, string>();
  for (const { name, uses } of modules) {
    for (const use of uses) if (!known.has(use) && !found.has(use)) found.set(use, name);
  }
  return [...found].map(([use, file]) => ({
    level: 'warning',
    file,
    message: `wx.${use} is not supported in the simulator`,
  }));
}

function describe(
  program: Program,
  modules: Module[],
  found: Diagnostic[],
  version: string,
): AppManifest {
  const used: Record<string, string> = {};
  for (const module of modules) for (const name of module.uses) used[name] ??= module.name;
  return {
    appId: program.appId,
    projectName: program.projectName,
    version,
    app: program.app,
    pages: program.pages,
    units: Object.fromEntries(program.units),
    theme: program.theme,
    used,
    warnings: found.map((one) => `${one.file}${one.line ? `:${one.line}` : ''}: ${one.message}`),
  };
}

function emit(
  manifest: AppManifest,
  sheets: Record<string, Sheet>,
  templates: string,
  modules: Module[],
) {
  const head = [
    `__sim.manifest=${JSON.stringify(manifest)};`,
    `__sim.sheets=${JSON.stringify(sheets)};`,
    `__sim.templates=${templates};`,
    `(function(){var ${HIDDEN.join(',')};var global=__sim.global;__sim.modules={`,
  ].join('\n');
  const lines = new Lines(head);
  const sections: { offset: { line: number; column: number }; map: unknown }[] = [];
  for (const module of modules) {
    const requires = JSON.stringify(module.requires);
    lines.add(`${JSON.stringify(module.name)}:[${requires},function(require,module,exports){`);
    if (module.map !== '')
      sections.push({ offset: { line: lines.count, column: 0 }, map: JSON.parse(module.map) });
    lines.add(module.code);
    lines.add('}],');
  }
  lines.add('};})();\n__sim.start();');
  return {
    code: lines.toString(),
    map: JSON.stringify({ version: 3, sections: sections.map(withRoot) }),
  };
}

/** Names the sources so that they show as one folder in the browser's developer tools. */
function withRoot(section: { offset: { line: number; column: number }; map: unknown }) {
  const map = section.map as { sources: string[] };
  return {
    ...section,
    map: { ...map, sources: map.sources.map((source) => `weapp:///${source}`) },
  };
}

/** Text by lines, counting them. */
class Lines {
  #parts: string[] = [];
  count = 0;

  constructor(head: string) {
    this.add(head);
  }

  add(text: string) {
    const line = text.endsWith('\n') ? text.slice(0, -1) : text;
    this.#parts.push(line);
    this.count += line.split('\n').length;
  }

  toString(): string {
    return `${this.#parts.join('\n')}\n`;
  }
}
