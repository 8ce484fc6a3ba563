/** Values as a tree that opens on demand. */
import { h } from './dom';

/** Longest text shown in one line, characters. */
const LONG = 300;

/** Most members shown of one value. */
const MANY = 200;

function isBuffer(value: unknown): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === '[object ArrayBuffer]';
}

function preview(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return `Array(${value.length})`;
  if (isBuffer(value)) return `ArrayBuffer(${value.byteLength})`;
  if (typeof value === 'function') return 'ƒ';
  if (typeof value !== 'object') return JSON.stringify(value) ?? String(value);
  const keys = Object.keys(value);
  return `{${keys.slice(0, 4).join(', ')}${keys.length > 4 ? ', …' : ''}}`;
}

function leafClass(value: unknown): string {
  if (typeof value === 'string') return 'str';
  return typeof value === 'number' || typeof value === 'boolean' ? 'num' : 'dim';
}

function isError(value: unknown): value is Error {
  return Object.prototype.toString.call(value) === '[object Error]';
}

/** A value, with its name before it when it has one. */
export function inspect(value: unknown, key?: string, open = false): HTMLElement {
  const label = key === undefined ? [] : [h('span', { class: 'key' }, `${key}: `)];
  if (isError(value)) return h('div', {}, ...label, value.stack ?? String(value));
  if (typeof value !== 'object' || value === null || isBuffer(value)) {
    const text = key === undefined && typeof value === 'string' ? value : preview(value);
    return h(
      'div',
      {},
      ...label,
      h(
        'span',
        { class: key === undefined && typeof value === 'string' ? '' : leafClass(value) },
        text.length > LONG && key !== undefined ? `${text.slice(0, LONG)}…` : text,
      ),
    );
  }
  const body = h('div');
  const tree = h(
    'details',
    { class: 'tree' },
    h('summary', {}, ...label, h('span', { class: 'dim' }, preview(value))),
    body,
  );
  const fill = () => {
    if (body.childElementCount === 0)
      body.append(
        ...Object.entries(value)
          .slice(0, MANY)
          .map(([name, one]) => inspect(one, name)),
      );
  };
  tree.addEventListener('toggle', fill, { once: true });
  if (open) {
    tree.open = true;
    fill();
  }
  return tree;
}

/** The body of a request or response, parsed when it is JSON. */
export function decodeBody(body: unknown): unknown {
  if (isBuffer(body)) {
    if (body.byteLength > 200_000) return body;
    return decodeBody(new TextDecoder().decode(body));
  }
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
