/** The framework's side of the program: its code space, and how pages and components are defined on first use. */

import type { AssociatedBackend } from 'glass-easel-miniprogram-adapter';
import { type CodeSpace, MiniProgramEnv } from 'glass-easel-miniprogram-adapter';
import { backend } from './backend';
import { defineBehaviors } from './behaviors';
import { registerBuiltIns } from './components/registry';
import { requireModule, scriptOf } from './modules';
import { triggerReady } from './patches';
import { phone } from './phone';
import { report } from './report';
import { addSheet, scopeName } from './styles';

let space: CodeSpace;
let associated: AssociatedBackend;
const defined = new Set<string>();

/** Opens the code space; built-in components must be there before. */
export function openProgram(): void {
  const env = new MiniProgramEnv();
  space = env.createCodeSpace('', true);
  registerBuiltIns(env.getGlobalCodeSpace().getComponentSpace(), space.getComponentSpace());
  triggerReady(space);
  defineBehaviors(space);
  associated = env.associateBackend(backend);
}

/**
 * Defines a page or component and all it may use, once.
 * @param unit path without extension
 */
export function defineUnit(unit: string): void {
  if (defined.has(unit)) return;
  defined.add(unit);
  const config = phone.manifest.units[unit] ?? {};
  const isPage = phone.manifest.pages.includes(unit) && !config.component;
  const uses = Object.values(config.usingComponents ?? {});
  const generic = Object.values(config.componentGenerics ?? {}).flatMap((g) =>
    g === true ? [] : (g.default ?? []),
  );
  for (const used of [...uses, ...generic]) defineUnit(used.replace(/^\//, ''));
  // A page is styled by app.wxss like any shared component, whether it is made by Page or by Component.
  space.addComponentStaticConfig(unit, { ...config, component: !isPage } as never);
  space.addStyleSheet(unit, undefined, scopeName(unit));
  addTemplate(unit);
  runScript(unit, isPage);
  addSheet(unit, isPage ? 'page' : 'component', isPage || isShared(unit) ? '' : scopeName(unit));
}

function isShared(unit: string): boolean {
  return /^(page-)?shared$/.test(space.getComponentStaticConfig(unit)?.styleIsolation ?? '');
}

function addTemplate(unit: string): void {
  const groupList = window.__sim.templates;
  const content = groupList[unit];
  if (content)
    space.addCompiledTemplate(unit, {
      groupList,
      content,
      fallbackListenerOnNativeNode: true,
    } as never);
}

function runScript(unit: string, isPage: boolean): void {
  const script = scriptOf(unit);
  space.globalComponentEnv(globalThis, unit, () => {
    const before = space.getComponentSpace().getComponentByUrlWithoutDefault(unit, '');
    try {
      if (script) requireModule(script);
    } catch (error) {
      report(error, `${unit}`);
    }
    if (space.getComponentSpace().getComponentByUrlWithoutDefault(unit, '') !== before) return;
    // A unit without a script, or whose script failed, still shows its template.
    const { Page, Component } = globalThis as unknown as Record<
      string,
      (definition: object) => void
    >;
    (isPage ? Page : Component)?.({});
  });
}

/** Creates the root of a page; its component is attached by the router. */
export function createPage(unit: string, query: string) {
  defineUnit(unit);
  return associated.createRoot('page', space, query === '' ? unit : `${unit}?${query}`);
}

/** Creates a component outside a page, for example the program's own tab bar. */
export function createComponent(unit: string) {
  defineUnit(unit);
  return associated.createRoot(unit.split('/').at(-2) ?? 'component', space, unit);
}
