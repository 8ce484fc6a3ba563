/** `rich-text`: nodes or HTML, limited to the tags and attributes WeChat allows. */
import { rewriteLengths } from '../../build/units';
import { sourceUrl } from '../sources';
import type { BuiltIn, Host } from './engine';

const TAGS = new Set(
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del div dl dt em fieldset font footer h1 h2 h3 h4 h5 h6 header hr i img ins label legend li mark nav ol p pre q rt ruby s section small span strong sub sup table tbody td tfoot th thead tr tt u ul'.split(
    ' ',
  ),
);
const ATTRIBUTES = new Set(
  'class style src alt width height href colspan rowspan align start type span dir'.split(' '),
);

interface RichNode {
  readonly type?: 'node' | 'text';
  readonly name?: string;
  readonly text?: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly children?: readonly RichNode[];
}

function attribute(host: Host, element: HTMLElement, name: string, value: string) {
  if (!ATTRIBUTES.has(name) || (name === 'href' && /^\s*javascript:/i.test(value))) return;
  if (name === 'src') element.setAttribute('src', sourceUrl(value, host.component));
  else element.setAttribute(name, name === 'style' ? rewriteLengths(value) : value);
}

function fromNode(host: Host, node: RichNode): Node | undefined {
  if (node.type === 'text') return document.createTextNode(decode(node.text ?? ''));
  const name = (node.name ?? '').toLowerCase();
  if (!TAGS.has(name)) return undefined;
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(node.attrs ?? {}))
    attribute(host, element, key, String(value));
  element.append(
    ...(node.children ?? []).map((one) => fromNode(host, one)).filter((one) => one !== undefined),
  );
  return element;
}

function decode(text: string): string {
  return text.includes('&')
    ? (new DOMParser().parseFromString(text, 'text/html').documentElement.textContent ?? '')
    : text;
}

/** Nodes of HTML, without what is not allowed. The parser makes an inert document: nothing in it runs or loads. */
function fromHtml(host: Host, html: string): Node[] {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const copy = (node: Node): Node[] => {
    if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.textContent ?? '')];
    if (!(node instanceof Element)) return [];
    const name = node.tagName.toLowerCase();
    if (/^(script|style|iframe|object|embed|template)$/.test(name)) return [];
    const children = [...node.childNodes].flatMap(copy);
    if (!TAGS.has(name)) return children;
    const element = document.createElement(name);
    for (const { name: key, value } of node.attributes) attribute(host, element, key, value);
    element.append(...children);
    return [element];
  };
  return [...body.childNodes].flatMap(copy);
}

export const richText: BuiltIn = {
  tag: 'rich-text',
  css: `wx-rich-text { display: block; }
wx-rich-text img { max-width: 100%; }`,
  properties: {
    nodes: { type: null, value: null },
    space: { type: String, value: '' },
    userSelect: { type: Boolean, value: false },
    mode: { type: String, value: 'default' },
  },
  create(host) {
    const box = document.createElement('div');
    host.element.append(box);
    // Links do not lead anywhere in a mini-program.
    box.addEventListener('click', (event) => event.preventDefault());
    return {
      update(changed) {
        box.style.userSelect = host.data.userSelect ? 'text' : '';
        box.style.whiteSpace = host.data.space ? 'break-spaces' : '';
        if (!changed.has('nodes')) return;
        const { nodes } = host.data;
        const made =
          typeof nodes === 'string'
            ? fromHtml(host, nodes)
            : ((nodes ?? []) as RichNode[]).map((one) => fromNode(host, one));
        box.replaceChildren(...made.filter((one) => one !== undefined));
      },
    };
  },
};
