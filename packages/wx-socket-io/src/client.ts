// WxSocketIO: the client of a server, which is its main namespace and the owner of the connection.
import type { Address } from './address';
import { parseAddress, queryString } from './address';
import type { Emitter } from './emitter';
import type { AnyEvents, EventMap, ManagerEvents } from './events';
import { credentials } from './link';
import { createManager } from './manager';
import type { Auth, WxSocketIOOptions } from './options';
import { settingsOf } from './options';
import { Socket } from './socket';

/**
 * A Socket.IO client for mini-programs (contracts: Game; seed 001, WebSocket 长连接应用场景).
 *
 * @example
 * const socket = new WxSocketIO<ServerEvents, ClientEvents>();
 * socket.on('hi', (packet) => console.log(packet.message));
 * socket.emit('hello', { user });
 * await socket.connect('wss://www.example.com/applet/websocket/socket.io');
 *
 * @typeParam S events the server sends
 * @typeParam C events the client sends
 */
export class WxSocketIO<
  S extends EventMap<S> = AnyEvents,
  C extends EventMap<C> = S,
> extends Socket<S, C> {
  private readonly namespaces = new Map<string, unknown>();
  private url: string | undefined;
  private address: Address | undefined;

  /** @throws Error where there is no `wx` and no option `platform` */
  constructor(options: WxSocketIOOptions = {}) {
    super(
      createManager(settingsOf(options), () => this.locate()),
      '/',
      options.auth,
    );
  }

  /** The connection's own events: `reconnect_attempt`, `reconnect`, `reconnect_error`, `reconnect_failed`. */
  get io(): Emitter<ManagerEvents> {
    return this.manager.io;
  }

  /**
   * Connects to a server, or, without an address, to the last one again.
   * @param url `wss://host/path/socket.io[/namespace]`, see {@link parseAddress}; another one than before
   *   closes the connection first
   * @returns as {@link Socket.connect}; rejected too when `url` is no address
   */
  override connect(url: string | undefined = this.url): Promise<void> {
    try {
      if (url !== this.url || !url) this.move(url || '');
    } catch (error) {
      return Promise.reject(error);
    }
    return super.connect();
  }

  /**
   * Another namespace on the same connection; it connects when its `connect()` is called.
   * @param namespace begins with a slash
   * @param options its own credentials
   */
  of<S2 extends EventMap<S2> = AnyEvents, C2 extends EventMap<C2> = S2>(
    namespace: string,
    options: { readonly auth?: Auth } = {},
  ): Socket<S2, C2> {
    const known = namespace === this.namespace ? this : this.namespaces.get(namespace);
    const socket = known || new Socket<S2, C2>(this.manager, namespace, options.auth);
    if (!known) this.namespaces.set(namespace, socket);
    return socket as Socket<S2, C2>;
  }

  private move(url: string): void {
    const address = parseAddress(url, this.manager.settings.path);
    if (this.namespaces.has(address.namespace)) throw new Error(`${address.namespace} is in use`);
    this.close();
    for (const socket of this.namespaces.values()) (socket as Socket).close();
    this.url = url;
    this.address = address;
    this.namespace = address.namespace;
  }

  private async locate(): Promise<string> {
    const { protocol, query } = this.manager.settings;
    const { origin, path, query: own } = this.address as Address;
    // Up to protocol 3 only the address can carry the credentials of the namespace `/`.
    const auth = protocol === 3 ? await credentials(this.auth) : {};
    const all = Object.assign({}, query, auth, { EIO: protocol, transport: 'websocket' });
    return `${origin}${path}/?${own && `${own}&`}${queryString(all)}`;
  }
}
