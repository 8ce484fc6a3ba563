/** Addresses of pictures, films and files as a program writes them → addresses that a browser can load. */
import type * as glassEasel from 'glass-easel';
import { files } from './file_store';
import { phone } from './phone';

const FILES = '/__sim/files/';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** The program's host mapping: `https://api.example.com/x` → the origin that stands for it here. */
export function mapHost(address: string): string {
  const { hosts } = phone.settings;
  if (!/^(https?|wss?):\/\//.test(address) || !URL.canParse(address)) return address;
  const url = new URL(address);
  // A phone cannot reach this machine, so an address here was meant: a stand-in's, not the program's own host.
  const any = LOOPBACK.test(url.hostname) ? undefined : hosts['*'];
  const target = hosts[url.host] ?? hosts[url.hostname] ?? any;
  if (target === undefined) return address;
  const origin = target === 'self' ? location.origin : new URL(target).origin;
  const socket = url.protocol.startsWith('ws');
  return (socket ? origin.replace(/^http/, 'ws') : origin) + url.pathname + url.search + url.hash;
}

/**
 * Address of a picture or film.
 * @param owner component whose template the address is written in; relative paths start there
 */
export function sourceUrl(source: string, owner?: glassEasel.GeneralComponent): string {
  if (!source || /^(data|blob):/.test(source)) return source;
  const stored = files.url(source);
  if (stored !== undefined) return stored;
  if (source.startsWith('//')) return mapHost(`https:${source}`);
  if (/^\w+:\/\//.test(source)) return mapHost(source);
  if (source.startsWith('/__sim/')) return source;
  const path = new URL(source, `weapp:///${owner?.ownerShadowRoot?.getHostNode().is ?? ''}`)
    .pathname;
  return FILES + path.replace(/^\//, '');
}

/** The same address through the relay when it is another origin, so that a canvas may read the picture. */
export function readableUrl(source: string, owner?: glassEasel.GeneralComponent): string {
  const url = sourceUrl(source, owner);
  if (
    !/^https?:/.test(url) ||
    new URL(url).origin === location.origin ||
    phone.settings.relay === null
  )
    return url;
  return `/__sim/relay?token=${phone.settings.relay}&url=${encodeURIComponent(url)}`;
}
