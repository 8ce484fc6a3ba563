// One Engine.IO connection over one SocketTask, from its opening to its end (Engine.IO protocol 4 and 3).
import type { Cause, DisconnectReason } from './events';
import type { Heartbeat } from './heartbeat';
import { createHeartbeat } from './heartbeat';
import type { Settings } from './options';
import type { Frame } from './parser';
import type { SocketTask } from './platform';

/** Who uses the connection. Nothing is called after `onEnd`. */
export interface EngineOwner {
  /** The server's handshake is there. */
  onOpen(sid: string): void;
  /** A message: text with Engine.IO's type in front, or an attachment. */
  onFrame(frame: Frame): void;
  /** A probe was answered. */
  onAlive(): void;
  onEnd(reason: DisconnectReason, cause?: Cause): void;
}

export interface Engine {
  /** Fulfilled when the platform has let go of the task, or `closeTimeout` after it was asked to. */
  readonly released: Promise<void>;
  /** Messages sent now may be expected to arrive. */
  writable(): boolean;
  /** Opens the socket; a failure is told through `onEnd`, or thrown. */
  start(url: string): void;
  send(frame: Frame): void;
  /** Finds out whether the server is still there. */
  probe(): void;
  /** Ends the connection; what the task does afterwards is not told. */
  end(reason: DisconnectReason, cause?: Cause): void;
}

// Engine.IO 4 lets only the server ping. But every server answers who asks for a namespace, and to
// ask for one that no server has is harmless.
const QUESTION = '40/~probe,';

export function createEngine(settings: Settings, owner: EngineOwner): Engine {
  const { clock, protocol, probeTimeout } = settings;
  const since = clock.now();
  let ended = false;
  let task: SocketTask | undefined;
  let heartbeat: Heartbeat | undefined;
  let release!: () => void;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  // The limit of the opening, afterwards the next ping.
  let timer = clock.setTimeout(() => error('timeout'), settings.timeout);

  // `gone`: the platform has no task any more.
  function end(reason: DisconnectReason, cause?: Cause, gone = !task): void {
    if (gone) release();
    if (ended) return;
    ended = true;
    clock.clearTimeout(timer);
    if (heartbeat) heartbeat.stop();
    if (task && !gone) {
      const limit = clock.setTimeout(release, settings.closeTimeout);
      released.then(() => clock.clearTimeout(limit));
      task.close({ fail: release });
    }
    owner.onEnd(reason, cause);
  }

  const fail = (cause: Cause) => end('transport error', cause);
  const error = (message: string) => fail({ message });

  function start(url: string): void {
    if (ended) return;
    const opened = settings.platform.connectSocket(
      Object.assign({ tcpNoDelay: true }, settings.connectOptions, {
        url,
        fail: (cause: Cause) => end('transport error', cause, true),
      }),
    );
    task = opened;
    opened.onOpen(() => {
      // It was closed too early for the platform to take notice.
      if (ended) opened.close({});
    });
    opened.onMessage(({ data }) => receive(data));
    opened.onError(fail);
    opened.onClose((cause) => end('transport close', cause, true));
  }

  function send(frame: Frame): void {
    const data = typeof frame === 'string' || protocol === 4 ? frame : withMessageType(frame);
    if (task && !ended) task.send({ data, fail });
  }

  // Whatever a server or a broken line sends: this ends the connection at worst, it throws nothing.
  function receive(data: Frame): void {
    if (ended) return;
    try {
      if (heartbeat?.heard()) owner.onAlive();
      if (typeof data === 'string') text(data);
      else message(protocol === 4 ? data : data.slice(1));
    } catch (thrown) {
      end('parse error', thrown as Error);
    }
  }

  function text(data: string): void {
    const type = data[0];
    if (type === '4') message(data);
    else if (type === '2') send(`3${data.slice(1)}`);
    else if (type === '0') handshake(JSON.parse(data.slice(1)));
    else if (type === '1') end('transport close');
    else if (type !== '3' && type !== '6') error('invalid packet');
  }

  function message(frame: Frame): void {
    if (heartbeat) owner.onFrame(frame);
    else error('invalid packet');
  }

  function handshake(data: { sid: unknown; pingInterval: unknown; pingTimeout: unknown }): void {
    const interval = Number(data.pingInterval);
    const limit = interval + Number(data.pingTimeout);
    if (heartbeat || !(interval > 0 && limit > interval && limit < 1e9)) {
      error('invalid packet');
      return;
    }
    clock.clearTimeout(timer);
    heartbeat = createHeartbeat(clock, limit, () => end('ping timeout'));
    if (protocol === 3) ping(interval);
    owner.onOpen(String(data.sid));
  }

  // Up to Engine.IO 3 it is the client that pings.
  function ping(interval: number): void {
    timer = clock.setTimeout(() => {
      send('2');
      ping(interval);
    }, interval);
  }

  function probe(): void {
    if (heartbeat) {
      if (heartbeat.probe(probeTimeout)) send(protocol === 3 ? '2' : QUESTION);
    } else if (clock.now() - since > probeTimeout) {
      // Still opening: what began before the app slept is not worth waiting for.
      error('timeout');
    }
  }

  const writable = () => !!heartbeat && heartbeat.alive();

  return { released, writable, start, send, probe, end };
}

// Engine.IO 3 puts its type in front of binary messages too.
function withMessageType(frame: ArrayBuffer): ArrayBuffer {
  const bytes = new Uint8Array(frame.byteLength + 1);
  bytes[0] = 4;
  bytes.set(new Uint8Array(frame), 1);
  return bytes.buffer;
}
