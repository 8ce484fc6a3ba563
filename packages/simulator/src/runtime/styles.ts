/** The program's style sheets in this document: one element a sheet, in the order app, components, page. */
import { CLASS_MARK, HOST_MARK } from './marks';
import { phone } from './phone';

const added = new Map<string, HTMLStyleElement>();
const anchors = new Map<string, Comment>();

/** Places where the sheets of one kind end, so that later kinds win. */
export function prepareStyles(builtIn: string): void {
  addText('base', builtIn);
  for (const kind of ['app', 'component', 'page']) {
    const anchor = document.createComment(kind);
    document.head.append(anchor);
    anchors.set(kind, anchor);
  }
}

function addText(name: string, text: string, before: Node | null = null, prefix = ''): void {
  const style = document.createElement('style');
  style.dataset.simSheet = name;
  style.dataset.simPrefix = prefix;
  style.textContent = text;
  document.head.insertBefore(style, before);
  added.set(name, style);
}

/** Name of the class prefix of a component. */
export function scopeName(unit: string): string {
  return unit.replace(/[^\w-]+/g, '-');
}

/**
 * Adds the sheet of a unit once.
 * @param kind where it stands in the cascade; a page's sheet holds only inside its own page
 * @param prefix class prefix of an isolated component, or empty
 */
export function addSheet(unit: string, kind: 'app' | 'component' | 'page', prefix: string): void {
  const sheet = window.__sim.sheets[unit];
  if (sheet === undefined || added.has(unit)) return;
  addText(unit, sheetText(unit, kind, prefix), anchors.get(kind) ?? null, prefix);
}

function sheetText(unit: string, kind: string, prefix: string): string {
  const sheet = window.__sim.sheets[unit] ?? { scoped: '', global: '' };
  const text = sheet.scoped
    .replaceAll(CLASS_MARK, prefix === '' ? '' : `${prefix}--`)
    .replaceAll(HOST_MARK, scopeName(unit));
  return kind === 'page'
    ? `${sheet.global}\n@scope ([data-sim-page="${unit}"]) {\n${text}\n}`
    : `${sheet.global}\n${text}`;
}

/** Replaces the sheets that are in use by newly built ones. */
export function replaceSheets(sheets: Record<string, { scoped: string; global: string }>): void {
  window.__sim.sheets = sheets;
  for (const [unit, style] of added) {
    if (unit === 'base') continue;
    const kind =
      unit === 'app' ? 'app' : phone.manifest.pages.includes(unit) ? 'page' : 'component';
    style.textContent = sheetText(unit, kind, style.dataset.simPrefix ?? '');
  }
}
