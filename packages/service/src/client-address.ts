/** The client's address; X-Forwarded-For is believed only from configured proxies. */
import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import proxyAddr from 'proxy-addr';

/** Finds the address of the client behind a request. */
export type ClientAddress = (req: IncomingMessage) => string;

/**
 * @param trustedProxies addresses, networks (`10.0.0.0/8`) or the names `loopback`, `linklocal`, `uniquelocal`
 * @throws TypeError when one of them is none of these
 */
export function clientAddress(trustedProxies: readonly string[]): ClientAddress {
  const trust = proxyAddr.compile([...trustedProxies]);
  return (req) => {
    if (!req.headers['x-forwarded-for']) return req.socket.remoteAddress ?? 'unknown';
    return proxyAddr(req, trust) ?? 'unknown';
  };
}

/** What counts as one client: an IPv4 address, or the /64 network that one IPv6 subscriber has. */
export function clientKey(address: string): string {
  const plain = address.startsWith('::ffff:') ? address.slice(7) : address;
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail === undefined ? [] : tail.split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array<string>(zeros).fill('0'), ...right];
  return `${groups.slice(0, 4).join(':')}::/64`;
}
