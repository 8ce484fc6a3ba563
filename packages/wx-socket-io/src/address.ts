// Where to connect: an address taken apart without URL, which mini-programs do not have.

/** An address taken apart. */
export interface Address {
  /** `wss://host[:port]` */
  readonly origin: string;
  /** The Socket.IO path, without a slash at its end. */
  readonly path: string;
  readonly namespace: string;
  /** Without the question mark, as it was written. */
  readonly query: string;
}

// scheme, host with port, path, query
const SHAPE =
  /^(?:(?:(?:http|ws)(s?):)?\/\/)?([^/?#\s]*[^/?#\s:])(\/[^?#\s]*)?(?:\?([^#\s]*))?(?:#.*)?$/;

/**
 * Takes an address apart: `[ws|wss|http|https]://host[:port]/path?query`; without a scheme it is `wss`.
 * With the option `path` the address' path is the namespace. Without it, a path with a segment
 * `socket.io` is the Socket.IO path up to that segment and the namespace after it; any other path is
 * the namespace, and the Socket.IO path is `/socket.io`.
 * @throws Error when this is no address of a WebSocket
 */
export function parseAddress(url: string, option?: string): Address {
  const parts = SHAPE.exec(url);
  if (!parts) throw new Error(`not an address: ${url}`);
  const [, secure = 's', host, pathname = '', query = ''] = parts;
  const whole = option === undefined && /^(.*?\/socket\.io)(\/.*)?$/.exec(pathname);
  const [path = '/socket.io', namespace = ''] = whole ? whole.slice(1) : [option, pathname];
  return {
    origin: `ws${secure}://${host}`,
    path: path.replace(/\/+$/, ''),
    namespace: namespace || '/',
    query,
  };
}

/** `a=1&b=2` of the fields of an object. */
export function queryString(fields: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(fields) as [string, string][];
  return pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
}
