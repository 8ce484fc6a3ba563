/**
 * Compiles WXSS to CSS: imports, `rpx`, element names, the dark theme, and marks where a component's own class prefix goes
 * (the prefix is known only when the component's script has run, because its options may choose the style isolation).
 */
import postcss, { type AtRule, type Container, type Rule } from 'postcss';
import selectorParser from 'postcss-selector-parser';
import { CLASS_MARK, HOST_MARK } from '../runtime/marks';
import type { Diagnostic } from '../types';
import { BuildError } from './diagnostics';
import type { Sources } from './sources';
import { rewriteLengths } from './units';

/** A compiled sheet: rules that may be scoped, and those that may not (`@keyframes`, `@font-face`). */
export interface Sheet {
  readonly scoped: string;
  readonly global: string;
}

/**
 * Compiles one style sheet with everything it imports.
 * @param unit path without extension
 * @param assets prefix of addresses of the program's own files
 * @throws BuildError on a syntax error, or on an import that does not exist
 */
export function compileSheet(sources: Sources, unit: string, assets: string): Sheet | undefined {
  if (sources.file(`${unit}.wxss`) === undefined) return undefined;
  const root = parse(sources, `${unit}.wxss`, []);
  root.walkDecls((decl) => {
    decl.value = rewriteUrls(rewriteLengths(decl.value), unit, sources, assets);
  });
  root.walkAtRules(/^media$/i, rewriteTheme);
  root.walkRules((rule) => {
    if (!isKeyframe(rule)) rule.selector = rewriteSelector(rule.selector);
  });
  const global = postcss.root();
  root.walkAtRules(/keyframes$|^font-face$|^charset$/i, (at) => {
    global.append(at.remove());
  });
  return { scoped: root.toString(), global: global.toString() };
}

function parse(sources: Sources, file: string, trail: readonly string[]): postcss.Root {
  const root = parseText(file, sources.read(file) ?? '');
  root.walkAtRules('import', (at) => {
    const reference = at.params.replace(/^url\(\s*|\s*\)$/g, '').replace(/^["']|["'];?$/g, '');
    if (/^https?:/.test(reference)) return;
    const target = sources.resolve(reference, file, ['', '.wxss']);
    if (target === undefined) throw missing(file, at, reference);
    const loop = target === file || trail.includes(target);
    if (loop) at.remove();
    else at.replaceWith(parse(sources, target, [...trail, file]).nodes);
  });
  return root;
}

function parseText(file: string, text: string): postcss.Root {
  try {
    // WXSS lets an import end with its line.
    const ended = text.replace(/(@import\s+(['"])[^'"\n]+\2)(?!\s*;)/g, '$1;');
    return postcss.parse(ended, { from: file });
  } catch (error) {
    const { reason, line, column } = error as { reason: string; line: number; column: number };
    throw new BuildError([{ level: 'error', file, line, column, message: reason }]);
  }
}

function missing(file: string, at: AtRule, reference: string): BuildError {
  const { line, column } = at.source?.start ?? { line: 1, column: 1 };
  const found: Diagnostic = {
    level: 'error',
    file,
    line,
    column,
    message: `no such file: ${reference}`,
  };
  return new BuildError([found]);
}

function isKeyframe(rule: Rule): boolean {
  const parent = rule.parent as (Container & { name?: string }) | undefined;
  return parent?.type === 'atrule' && /keyframes$/i.test(parent.name ?? '');
}

/** The program's theme is the phone's, not the browser's. */
function rewriteTheme(at: AtRule) {
  const match = /^\s*\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)\s*$/.exec(at.params);
  if (match === null) return;
  at.walkRules((rule) => {
    const where = `[data-sim-theme="${match[1]}"]`;
    rule.selectors = rule.selectors.map((selector) => `${where} ${selector}`);
  });
  at.replaceWith(at.nodes ?? []);
}

const transform = selectorParser((selectors) => {
  selectors.walk((node) => {
    if (node.type === 'tag') renameTag(node);
    else if (node.type === 'class') node.value = CLASS_MARK + node.value;
    else if (node.type === 'pseudo' && node.value === ':host') rewriteHost(node);
  });
});

/** Elements of a page carry a prefix so that `<button>` is not the browser's own. */
function renameTag(node: selectorParser.Tag) {
  const name = node.value === 'body' || node.value === 'html' ? 'page' : node.value;
  if (!name.startsWith('wx-')) node.value = `wx-${name}`;
}

function rewriteHost(node: selectorParser.Pseudo) {
  const inner = node.nodes
    .map(String)
    .join('')
    .replace(/\.(?=[\w-])/g, `.${CLASS_MARK}`);
  node.replaceWith(selectorParser.tag({ value: `[wx-host="${HOST_MARK}"]${inner}` }) as never);
}

function rewriteSelector(selector: string): string {
  // Class marks are control characters, which the parser escapes when it prints them.
  return transform.processSync(selector, { lossless: true }).replace(/\\1 ?/g, CLASS_MARK);
}

function rewriteUrls(value: string, unit: string, sources: Sources, assets: string): string {
  if (!value.includes('url(')) return value;
  return value.replace(
    /url\(\s*(["']?)(?!data:|https?:|\/\/|#)([^"')]+)\1\s*\)/g,
    (all, _q, reference: string) => {
      const target = sources.resolve(reference, unit, ['']);
      return target === undefined ? all : `url("${assets}${target}")`;
    },
  );
}
