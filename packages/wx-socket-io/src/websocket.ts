// The adapter for Node and browsers: a platform over a WebSocket as browsers have it.
import type { Cause } from './events';
import type { ConnectSocketOptions, Platform, SocketTask } from './platform';

/** The part of a WebSocket that is used; `WebSocket` of browsers and of `ws` both fit. */
export interface WebSocketLike {
  binaryType: string;
  onopen: unknown;
  onmessage: unknown;
  onclose: unknown;
  onerror: unknown;
  send(data: string | ArrayBuffer): void;
  close(): void;
}

export type WebSocketConstructor = new (url: string, protocols?: string[]) => WebSocketLike;

/**
 * A platform for the option `platform`, where there is no `wx`.
 * @param WebSocket `globalThis.WebSocket` or the one of `ws`
 *
 * @example
 * const socket = new WxSocketIO({ platform: overWebSocket(WebSocket) });
 */
export function overWebSocket(WebSocket: WebSocketConstructor): Platform {
  return {
    connectSocket({ url, protocols }: ConnectSocketOptions): SocketTask {
      return new WebSocketTask(new WebSocket(url, (protocols as string[] | undefined) ?? []));
    },
  };
}

class WebSocketTask implements SocketTask {
  constructor(private readonly socket: WebSocketLike) {
    socket.binaryType = 'arraybuffer';
    // A failed socket without a listener would end a Node process.
    socket.onerror = () => {};
  }

  send({ data, fail }: Parameters<SocketTask['send']>[0]): void {
    try {
      this.socket.send(data);
    } catch (error) {
      fail?.(error as Error);
    }
  }

  close(): void {
    this.socket.close();
  }

  onOpen(listener: () => void): void {
    this.socket.onopen = listener;
  }

  onMessage(listener: (message: { data: string | ArrayBuffer }) => void): void {
    this.socket.onmessage = listener;
  }

  onClose(listener: (result: Cause) => void): void {
    this.socket.onclose = ({ code, reason }: { code: number; reason: string }) =>
      listener({ code, reason });
  }

  onError(listener: (error: Cause) => void): void {
    this.socket.onerror = ({ message = 'WebSocket failed' }: { message?: string }) =>
      listener({ errMsg: message });
  }
}
