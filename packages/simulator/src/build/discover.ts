/** Finds what a program consists of: its configuration, pages and components, as the developer tools do. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { AppConfig, Diagnostic, UnitConfig } from '../types';
import { failure } from './diagnostics';
import { readJson } from './json';
import { openSources, type Sources } from './sources';

/** A program as its JSON files describe it. */
export interface Program {
  readonly sources: Sources;
  readonly appId: string;
  readonly projectName: string;
  readonly app: AppConfig;
  readonly pages: readonly string[];
  /** Pages and components by path without extension. */
  readonly units: ReadonlyMap<string, UnitConfig>;
  readonly theme: { light?: Record<string, string>; dark?: Record<string, string> };
  readonly warnings: readonly Diagnostic[];
}

interface ProjectConfig {
  readonly miniprogramRoot?: string;
  readonly appid?: string;
  readonly projectname?: string;
}

interface Package {
  readonly root?: string;
  readonly pages?: readonly string[];
}

/** Folder that holds `app.json`: `miniprogramRoot` of `project.config.json`, else the folder itself. */
export function programRoot(appDir: string): { root: string; project: ProjectConfig } {
  const dir = path.resolve(appDir);
  const project =
    readJson<ProjectConfig>(path.join(dir, 'project.config.json'), 'project.config.json') ?? {};
  const root = path.join(dir, project.miniprogramRoot ?? '');
  return { root: existsSync(path.join(root, 'app.json')) ? root : dir, project };
}

/**
 * Reads the JSON files of a program.
 * @param appDir folder with `app.json` or `project.config.json`
 * @throws BuildError without an `app.json`, or with a broken one
 */
export function discover(appDir: string): Program {
  const { root, project } = programRoot(appDir);
  const app = readJson<AppConfig>(path.join(root, 'app.json'), 'app.json');
  if (app === undefined) throw failure('app.json', `no app.json in ${root}`);
  const pages = listPages(app);
  if (pages.length === 0) throw failure('app.json', 'the program has no pages');
  const sources = openSources(root, path.resolve(appDir));
  const { units, warnings } = collectUnits(sources, app, pages);
  return {
    sources,
    appId: project.appid ?? 'touristappid',
    projectName: decodeURIComponent(project.projectname ?? path.basename(path.resolve(appDir))),
    app,
    pages,
    units,
    theme: readTheme(root, app),
    warnings,
  };
}

function listPages(app: AppConfig): string[] {
  const packages = (app.subPackages ?? app.subpackages ?? []) as readonly Package[];
  const inside = packages.flatMap((one) =>
    (one.pages ?? []).map((page) => path.posix.join(one.root ?? '', page)),
  );
  return [...(app.pages ?? []), ...inside].map((page) => page.replace(/^\//, ''));
}

function readTheme(root: string, app: AppConfig): Program['theme'] {
  if (app.themeLocation === undefined && !app.darkmode) return {};
  const name = app.themeLocation ?? 'theme.json';
  return readJson<Program['theme']>(path.join(root, name), name) ?? {};
}

function collectUnits(sources: Sources, app: AppConfig, pages: readonly string[]) {
  const units = new Map<string, UnitConfig>();
  const warnings: Diagnostic[] = [];
  const common = app.usingComponents as Record<string, string> | undefined;

  function warn(file: string, message: string) {
    warnings.push({ level: 'warning', file, message });
  }

  function resolveAll(
    table: Record<string, string> | undefined,
    file: string,
  ): Record<string, string> {
    const found: Record<string, string> = {};
    for (const [tag, reference] of Object.entries(table ?? {})) {
      const target = sources.resolve(reference, file, ['.json', '.js', '.ts', '.wxml']);
      if (target === undefined) warn(file, `component <${tag}> not found: ${reference}`);
      else found[tag] = `/${target.replace(/\.\w+$/, '')}`;
    }
    return found;
  }

  const shared = resolveAll(common, 'app.json');

  function visit(unit: string, isPage: boolean) {
    if (units.has(unit)) return;
    const file = `${unit}.json`;
    const disk = sources.file(file);
    const own = (disk && readJson<UnitConfig>(disk, file)) || {};
    const using = { ...shared, ...resolveAll(own.usingComponents, file) };
    const generics = resolveGenerics(own, file);
    units.set(unit, {
      ...own,
      component: !isPage,
      usingComponents: using,
      componentGenerics: generics,
    });
    const defaults = Object.values(generics).flatMap((g) =>
      g === true || !g.default ? [] : [g.default],
    );
    for (const target of [...Object.values(using), ...defaults]) visit(target.slice(1), false);
  }

  function resolveGenerics(
    own: UnitConfig,
    file: string,
  ): Record<string, true | { default?: string }> {
    const entries = Object.entries(own.componentGenerics ?? {}).map(([name, value]) => {
      if (value === true || value.default === undefined) return [name, value] as const;
      const target = resolveAll({ [name]: value.default }, file)[name];
      return [name, target === undefined ? true : { default: target }] as const;
    });
    return Object.fromEntries(entries);
  }

  for (const page of pages) visit(page, true);
  if (app.tabBar?.custom) visit('custom-tab-bar/index', false);
  return { units, warnings };
}
