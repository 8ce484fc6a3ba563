/** Small helpers to build elements. */

type Child = Node | string;

/** Creates an element: `h('div', { class: 'a', onclick: f }, 'text')`. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Readonly<Record<string, unknown>> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function')
      element.addEventListener(name.replace(/^on/, ''), value as EventListener);
    else if (value !== undefined && value !== false)
      element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children);
  return element;
}

/** An element whose content the program's style sheets cannot reach. */
export function shadowHost(
  className: string,
  css: string,
): { host: HTMLElement; root: ShadowRoot } {
  const host = document.createElement('div');
  host.className = className;
  const root = host.attachShadow({ mode: 'open' });
  const style = document.createElement('style');
  style.textContent = css;
  root.append(style);
  return { host, root };
}

/** An SVG picture of 24 by 24, drawn with lines of the current colour. */
export function icon(path: string): HTMLElement {
  const box = document.createElement('span');
  box.className = 'icon';
  box.innerHTML = `<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${path}</svg>`;
  return box;
}
