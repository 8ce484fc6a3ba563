/** `placeholder-style` and `placeholder-class`: a browser styles placeholders by CSS only, so a rule is made for each. */
import { rewriteLengths } from '../../build/units';
import type { Host } from './engine';

let sheet: CSSStyleSheet | undefined;
let count = 0;

/** Gives the placeholder of a field its style; the class is looked up among the program's rules. */
export function sourceStyles(
  host: Host,
  field: HTMLElement,
  style: string,
  className: string,
): void {
  const declarations = rewriteLengths(`${declarationsOf(host, className)};${style}`);
  if (declarations === ';') return;
  if (sheet === undefined) {
    const element = document.createElement('style');
    document.head.append(element);
    sheet = element.sheet ?? undefined;
  }
  field.dataset.simPlaceholder ??= String(++count);
  const selector = `[data-sim-placeholder="${field.dataset.simPlaceholder}"]::placeholder`;
  sheet?.insertRule(`${selector} { ${declarations} }`, sheet.cssRules.length);
}

/** Declarations of a class, read off an element that has it. */
function declarationsOf(host: Host, className: string): string {
  if (!className) return '';
  const probe = document.createElement('span');
  host.element.append(probe);
  const plain = getComputedStyle(probe);
  const before = ['color', 'fontSize', 'fontWeight', 'opacity'].map(
    (name) => plain[name as 'color'],
  );
  const prefix = (host.element.closest('[wx-host]')?.getAttribute('wx-host') ?? '') as string;
  probe.className = className
    .split(/\s+/)
    .flatMap((name) => [name, prefix && `${prefix}--${name}`])
    .join(' ');
  const styled = getComputedStyle(probe);
  const names = {
    color: 'color',
    fontSize: 'font-size',
    fontWeight: 'font-weight',
    opacity: 'opacity',
  };
  const found = Object.entries(names).flatMap(([name, css], index) => {
    const value = styled[name as 'color'];
    return value === before[index] ? [] : [`${css}: ${value}`];
  });
  probe.remove();
  return found.join(';');
}
