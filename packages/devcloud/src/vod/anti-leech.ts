/** Key anti-leech: addresses that are signed and end (VOD: Key 防盗链, TC 266/14047). */
import { createHash, timingSafeEqual } from 'node:crypto';

/** What an address may carry beside its path; absent fields count as empty. */
export interface AntiLeechFields {
  /** When the address ends: Unix seconds in lower-case hexadecimal. */
  readonly t: string;
  /** Seconds of preview. */
  readonly exper?: string | undefined;
  /** How many addresses may play it. */
  readonly rlimit?: string | undefined;
  /** Any text that makes the address unique. */
  readonly us?: string | undefined;
  readonly whref?: string | undefined;
  readonly bkref?: string | undefined;
  readonly whreg?: string | undefined;
  readonly bkreg?: string | undefined;
}

const ORDER = ['t', 'exper', 'rlimit', 'us', 'whref', 'bkref', 'whreg', 'bkreg'] as const;

/**
 * Signs an address.
 *
 * @param key the key of the domain
 * @param dir the path of the file without its name, with both slashes, as in `/dir1/dir2/`
 * @returns hex md5, the value of `sign`
 */
export function antiLeechSign(key: string, dir: string, fields: AntiLeechFields): string {
  const text = key + dir + ORDER.map((name) => fields[name] ?? '').join('');
  return createHash('md5').update(text).digest('hex');
}

/**
 * Tells whether an address may be served.
 *
 * @param path of the address, percent-encoded
 * @param now milliseconds since 1970
 */
export function isSigned(key: string, path: string, query: URLSearchParams, now: number): boolean {
  const t = query.get('t') ?? '';
  if (!/^[0-9a-f]{1,10}$/.test(t) || Number.parseInt(t, 16) * 1000 <= now) return false;
  const fields = Object.fromEntries(ORDER.map((name) => [name, query.get(name) ?? '']));
  const dir = path.slice(0, path.lastIndexOf('/') + 1);
  const expected = Buffer.from(antiLeechSign(key, dir, { ...fields, t }));
  const given = Buffer.from(query.get('sign') ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
