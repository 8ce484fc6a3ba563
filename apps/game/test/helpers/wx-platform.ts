/** `wx.connectSocket` as Node can give it, for WxSocketIO. */
import type { Platform, SocketTask } from '@weapp-samples/wx-socket-io';
import { WebSocket } from 'ws';

/** The sockets that are open, so that a test can cut them. */
export function nodePlatform(): Platform & { readonly wires: Set<WebSocket> } {
  const wires = new Set<WebSocket>();
  return {
    wires,
    connectSocket({ url }) {
      const wire = new WebSocket(url);
      wire.binaryType = 'arraybuffer';
      wires.add(wire);
      wire.once('close', () => wires.delete(wire));
      return taskOf(wire);
    },
  };
}

function taskOf(wire: WebSocket): SocketTask {
  return {
    send: ({ data }) => wire.send(data),
    close: () => wire.close(),
    onOpen: (listener) => wire.on('open', listener),
    onMessage: (listener) =>
      wire.on('message', (data, isBinary) =>
        listener({ data: isBinary ? (data as ArrayBuffer) : String(data) }),
      ),
    onClose: (listener) =>
      wire.on('close', (code, reason) => listener({ code, reason: String(reason) } as never)),
    onError: (listener) =>
      wire.on('error', (error) => listener({ errMsg: error.message } as never)),
  };
}
