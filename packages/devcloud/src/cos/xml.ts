/** The XML of COS: answers are written here, requests are read by fast-xml-parser. */
import { XMLParser } from 'fast-xml-parser';
import { CosError } from './errors';

/** What goes into an element: text, elements, or several elements of one name. */
export type XmlValue =
  | string
  | number
  | boolean
  | undefined
  | readonly XmlValue[]
  | { readonly [name: string]: XmlValue };

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Writes a document with one root element. Undefined values are left out. */
export function toXml(root: string, value: XmlValue): string {
  return `<?xml version='1.0' encoding='utf-8' ?>\n${element(root, value)}`;
}

function element(name: string, value: XmlValue): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map((item) => element(name, item)).join('');
  return `<${name}>${content(value)}</${name}>`;
}

function content(value: XmlValue): string {
  if (typeof value !== 'object') return String(value).replace(/[&<>"']/g, (c) => ESCAPES[c] ?? c);
  return Object.entries(value)
    .map(([name, inner]) => element(name, inner))
    .join('');
}

const parser = new XMLParser({
  ignoreDeclaration: true,
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  // A thousand keys may hold many escapes; only the five of XML are known, and they do not nest.
  processEntities: { enabled: true, maxTotalExpansions: 2_000_000, maxExpandedLength: 4_000_000 },
  isArray: (name) => name === 'Object' || name === 'Part',
});

/**
 * Reads the children of the root element.
 *
 * @throws CosError MalformedXML when it is no XML or has another root
 */
export function fromXml(text: string, root: string): Record<string, unknown> {
  try {
    const children = (parser.parse(text, true) as Record<string, unknown>)[root];
    if (typeof children === 'object' && children !== null)
      return children as Record<string, unknown>;
  } catch {
    // Answered below, like any other document that is not what it should be.
  }
  throw new CosError('MalformedXML');
}
