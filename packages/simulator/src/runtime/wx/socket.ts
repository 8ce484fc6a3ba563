/** Sockets: tasks, and the one global socket of 2016. At most five at once; they drop in the background. */
import { phone } from '../phone';
import { mapHost } from '../sources';
import { ApiError, type ApiGroup, api, listenerPair, type Options, settle } from './api';
import { logNetwork } from './network_log';

const LIMIT = 5;
/** Default wait for the connection, milliseconds. */
const TIMEOUT = 60_000;
/** How long a socket lives in the background, milliseconds. */
const BACKGROUND = 5000;

const open = new Set<SocketTask>();
const globalEvents = {
  open: listenerPair<object>('wx.onSocketOpen'),
  message: listenerPair<object>('wx.onSocketMessage'),
  error: listenerPair<object>('wx.onSocketError'),
  close: listenerPair<object>('wx.onSocketClose'),
};

/** `SocketTask` of WeChat. */
class SocketTask {
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSING = 2;
  readonly CLOSED = 3;
  #events = {
    open: listenerPair<object>('SocketTask.onOpen'),
    message: listenerPair<object>('SocketTask.onMessage'),
    error: listenerPair<object>('SocketTask.onError'),
    close: listenerPair<object>('SocketTask.onClose'),
  };
  readonly onOpen = this.#events.open.on;
  readonly offOpen = this.#events.open.off;
  readonly onMessage = this.#events.message.on;
  readonly offMessage = this.#events.message.off;
  readonly onError = this.#events.error.on;
  readonly offError = this.#events.error.off;
  readonly onClose = this.#events.close.on;
  readonly offClose = this.#events.close.off;
  #socket: WebSocket;
  #log: ReturnType<typeof logNetwork>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ended = false;

  constructor(options: Options) {
    const {
      url,
      protocols = [],
      timeout = phone.manifest.app.networkTimeout?.connectSocket ?? TIMEOUT,
    } = options;
    this.#log = logNetwork({
      kind: 'socket',
      method: 'WS',
      url,
      request: undefined,
      requestHeaders: options.header,
    });
    this.#socket = new WebSocket(mapHost(url), protocols);
    this.#socket.binaryType = 'arraybuffer';
    this.#timer = setTimeout(() => this.#fail('timeout'), timeout);
    this.#socket.onopen = () => this.#opened();
    this.#socket.onmessage = ({ data }) => {
      this.#log.frame(false, data);
      this.#emit('message', { data });
    };
    this.#socket.onerror = () =>
      this.#emit('error', { errMsg: 'connectSocket:fail net::ERR_CONNECTION_FAILED' });
    this.#socket.onclose = ({ code, reason }) => this.#end(code, reason);
    open.add(this);
  }

  get readyState(): number {
    return this.#socket.readyState;
  }

  send(options: Options = {}): Promise<unknown> | undefined {
    return settle('sendSocketMessage', options, this.#send(options.data));
  }

  close(options: Options = {}): Promise<unknown> | undefined {
    return settle('closeSocket', options, this.#close(options));
  }

  /** Ends the connection as a phone does when the program is suspended. */
  drop(): void {
    this.#socket.onclose = null;
    this.#socket.close();
    this.#emit('error', { errMsg: 'connectSocket:fail interrupted' });
    this.#end(1006, 'interrupted');
  }

  async #send(data: unknown): Promise<void> {
    if (this.readyState !== this.OPEN) throw new ApiError('SocketTask.readyState is not OPEN');
    if (typeof data !== 'string' && !(data instanceof ArrayBuffer))
      throw new ApiError('parameter error: parameter.data should be String or ArrayBuffer');
    this.#socket.send(data);
    this.#log.frame(true, data);
  }

  async #close({ code = 1000, reason = '' }: Options): Promise<void> {
    if (code !== 1000 && (code < 3000 || code > 4999))
      throw new ApiError(
        `The code must be either 1000, or between 3000 and 4999. ${code} is neither.`,
      );
    if (this.readyState >= this.CLOSING) throw new ApiError('SocketTask.readyState is not OPEN');
    this.#socket.close(code, reason);
  }

  #opened() {
    clearTimeout(this.#timer);
    this.#log.finish({ status: 101 });
    this.#emit('open', { header: {}, profile: {} });
  }

  #fail(reason: string) {
    this.#emit('error', { errMsg: `connectSocket:fail ${reason}` });
    this.#socket.close();
  }

  #end(code: number, reason: string) {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#timer);
    open.delete(this);
    this.#log.finish({ status: `closed ${code}` });
    this.#emit('close', { code, reason });
  }

  #emit(type: keyof typeof globalEvents, value: object) {
    this.#events[type].emit(value);
    if (current === this) globalEvents[type].emit(value);
  }
}

/** The socket that the functions of 2016 speak to. */
let current: SocketTask | undefined;
let suspend: ReturnType<typeof setTimeout> | undefined;

phone.bus.on('appHide', () => {
  suspend = setTimeout(() => {
    for (const task of [...open]) task.drop();
  }, BACKGROUND);
});
phone.bus.on('appShow', () => clearTimeout(suspend));
phone.bus.on('networkStatus', ({ isConnected }) => {
  if (!isConnected) for (const task of [...open]) task.drop();
});

function connectSocket(options: Options = {}) {
  let task: SocketTask | undefined;
  async function connect(): Promise<void> {
    if (open.size >= LIMIT) throw new ApiError('exceed max concurrent count');
    if (!phone.online) throw new ApiError('net::ERR_INTERNET_DISCONNECTED');
    if (!/^wss?:\/\//.test(options.url ?? '')) throw new ApiError(`invalid url "${options.url}"`);
    task = new SocketTask(options);
    if (current === undefined || current.readyState >= current.CLOSING) current = task;
  }
  const promise = settle('connectSocket', options, connect());
  // WeChat returns the task whether or not callbacks are given.
  promise?.catch(() => {});
  return task;
}

function onGlobal(
  name: string,
  work: (task: SocketTask, options: Options) => Promise<unknown> | undefined,
) {
  return (options: Options = {}) => {
    if (current === undefined || current.readyState !== current.OPEN) {
      return settle(name, options, Promise.reject(new ApiError('WebSocket is not connected')));
    }
    return work(current, options);
  };
}

export const socket: ApiGroup = {
  connectSocket,
  sendSocketMessage: onGlobal('sendSocketMessage', (task, options) => task.send(options)),
  closeSocket: onGlobal('closeSocket', (task, options) => task.close(options)),
  onSocketOpen: globalEvents.open.on,
  offSocketOpen: globalEvents.open.off,
  onSocketMessage: globalEvents.message.on,
  offSocketMessage: globalEvents.message.off,
  onSocketError: globalEvents.error.on,
  offSocketError: globalEvents.error.off,
  onSocketClose: globalEvents.close.on,
  offSocketClose: globalEvents.close.off,
  getLocalIPAddress: api('getLocalIPAddress', () => ({
    localip: '127.0.0.1',
    netmask: '255.0.0.0',
  })),
};
