// A `wx` in which the test plays the phone and the server.
import type { Cause, ConnectSocketOptions, Platform, SocketTask } from '../../src';

type Notice = 'AppShow' | 'AppHide' | 'NetworkStatusChange';

/** A task, seen from the server's and the phone's side. */
export interface FakeTask {
  readonly options: ConnectSocketOptions;
  /** What the client has sent. */
  readonly sent: (string | ArrayBuffer)[];
  /** The client has asked for its end. */
  readonly closing: boolean;
  /** How often it has. */
  readonly closes: number;
  open(): void;
  message(data: unknown): void;
  /** The phone tells that the task has ended. */
  closed(result?: Cause): void;
  error(errMsg: string): void;
  /** Opens, and greets as a server does. */
  greet(pings?: { pingInterval: number; pingTimeout: number }): void;
  /** Lets the client into a namespace of protocol 4. */
  admit(namespace?: string, data?: object): void;
}

export interface FakeWx {
  readonly platform: Platform;
  readonly tasks: FakeTask[];
  /** The newest task. */
  readonly task: FakeTask;
  tell(notice: Notice): void;
  /** How many listeners there are for what the phone tells. */
  readonly listening: number;
}

interface Options {
  /** What `SocketTask.send` does beside being recorded. */
  readonly onSend?: (options: Parameters<SocketTask['send']>[0]) => void;
  /** The phone tells of the end of a task as soon as it is asked for (default true). */
  readonly promptClose?: boolean;
  readonly connectSocket?: Platform['connectSocket'];
}

export function fakeWx({ onSend, promptClose = true, connectSocket }: Options = {}): FakeWx {
  const tasks: FakeTask[] = [];
  const listeners = new Map<Notice, Set<() => void>>();
  const of = (notice: Notice) => {
    const set = listeners.get(notice) ?? new Set();
    listeners.set(notice, set);
    return set;
  };
  const connect: Platform['connectSocket'] = (options) => {
    const { task, control } = fakeTask(options, promptClose, onSend);
    tasks.push(control);
    return task;
  };
  return {
    platform: {
      connectSocket: connectSocket ?? connect,
      onAppShow: (listener) => of('AppShow').add(listener),
      offAppShow: (listener) => of('AppShow').delete(listener),
      onAppHide: (listener) => of('AppHide').add(listener),
      offAppHide: (listener) => of('AppHide').delete(listener),
      onNetworkStatusChange: (listener) => of('NetworkStatusChange').add(listener),
      offNetworkStatusChange: (listener) => of('NetworkStatusChange').delete(listener),
    },
    tasks,
    get task() {
      const task = tasks[tasks.length - 1];
      if (!task) throw new Error('no task was opened');
      return task;
    },
    tell(notice) {
      for (const listener of [...of(notice)]) listener();
    },
    get listening() {
      return [...listeners.values()].reduce((sum, { size }) => sum + size, 0);
    },
  };
}

function fakeTask(
  options: ConnectSocketOptions,
  promptClose: boolean,
  onSend: Options['onSend'],
): { task: SocketTask; control: FakeTask } {
  const sent: (string | ArrayBuffer)[] = [];
  let closes = 0;
  let onOpen = () => {};
  let onMessage: (message: { data: never }) => void = () => {};
  let onClose: (result: Cause) => void = () => {};
  let onError: (error: Cause) => void = () => {};
  const control: FakeTask = {
    options,
    sent,
    get closing() {
      return closes > 0;
    },
    get closes() {
      return closes;
    },
    open: () => onOpen(),
    message: (data) => onMessage({ data: data as never }),
    closed: (result = { code: 1006, reason: 'abnormal closure' }) => onClose(result),
    error: (errMsg) => onError({ errMsg }),
    greet(pings = { pingInterval: 25_000, pingTimeout: 20_000 }) {
      onOpen();
      control.message(`0${JSON.stringify({ sid: 'engine', upgrades: [], ...pings })}`);
    },
    admit(namespace = '/', data = { sid: 'socket' }) {
      const name = namespace === '/' ? '' : `${namespace},`;
      control.message(`40${name}${JSON.stringify(data)}`);
    },
  };
  const task: SocketTask = {
    send(message) {
      sent.push(message.data);
      onSend?.(message);
    },
    close() {
      closes += 1;
      if (promptClose) setImmediate(() => onClose({ code: 1000, reason: 'normal closure' }));
    },
    onOpen: (listener) => (onOpen = listener),
    onMessage: (listener) => (onMessage = listener),
    onClose: (listener) => (onClose = listener),
    onError: (listener) => (onError = listener),
  };
  return { task, control };
}
