/** Addresses of photos, and the way back from the path that a client sends to the key it means. */
import { BadPathError } from './errors';

/** The longest key COS takes, in bytes of UTF-8 (COS: Object Overview). */
const longestKey = 850;
const dotSegment = /(^|[\\/])\.{1,2}([\\/]|$)/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const neverInAKey = /[\u0000-\u001f\u007f\\]/;

/** The address of a photo: `<domain>/<key>`, percent-encoded. */
export function photoAddress(domain: string, key: string): string {
  return `${domain}/${key.split('/').map(encodeURIComponent).join('/')}`;
}

/**
 * The key behind the path of an image address (contracts: Album, `POST /delete`).
 *
 * @param filepath the path with its leading slash as it stands in the address, or the same encoded
 * once more as a whole, as clients of 2016 send it; an address on `domain` is understood too
 * @throws BadPathError when it leads anywhere else
 */
export function keyOfPath(filepath: string, domain: string): string {
  const path = pathIn(filepath, domain) ?? pathIn(decode(filepath), domain);
  if (path === undefined) throw new BadPathError('the path begins with no slash');
  const key = decode(path.slice(1));
  if (key === '' || key.startsWith('/')) throw new BadPathError('the path names no photo');
  if (Buffer.byteLength(key) > longestKey) throw new BadPathError('the path is too long');
  assertPlain(key);
  return key;
}

function pathIn(text: string, domain: string): string | undefined {
  if (text.startsWith('/')) return text;
  return text.startsWith(`${domain}/`) ? text.slice(domain.length) : undefined;
}

/** Refuses dot segments however often they were encoded: some proxy on the way may decode them. */
function assertPlain(key: string): void {
  let text = key;
  for (;;) {
    if (dotSegment.test(text) || neverInAKey.test(text)) {
      throw new BadPathError('the path leads out of the album');
    }
    const decoded = decodeLeniently(text);
    if (decoded === text) return;
    text = decoded;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new BadPathError('the path is not properly encoded');
  }
}

/** Decodes what can be decoded and keeps the rest. Every step that changes anything is shorter. */
function decodeLeniently(text: string): string {
  return text.replace(/(%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded.replace(/%2e/gi, '.').replace(/%2f/gi, '/').replace(/%5c/gi, '\\');
    }
  });
}
