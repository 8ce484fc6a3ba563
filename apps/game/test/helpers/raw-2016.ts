/** The client of 2016 as it speaks on the wire: protocol 3, no acknowledgements, no pings, its own way of reading. */
import { once } from 'node:events';
import { gameSocketPath } from '@weapp-samples/contracts';
import { WebSocket } from 'ws';

export interface Client2016 {
  readonly wire: WebSocket;
  readonly events: [string, unknown][];
  emit(event: string, ...args: unknown[]): void;
  /** Waits for the event, also when it has come already. */
  on(event: string): Promise<never>;
}

/** Connects to `<path>/` + `/?EIO=3…`: the doubled slash is what those clients sent. */
export async function connect2016(url: string): Promise<Client2016> {
  const address = `${url.replace('http', 'ws')}${gameSocketPath}/`;
  const wire = new WebSocket(`${address}/?EIO=3&transport=websocket`);
  const events: [string, unknown][] = [];
  wire.on('message', (data) => {
    const [, packet, kind, content = ''] = /^(\d)(\d?)(.*)$/.exec(String(data)) ?? [];
    if (packet !== '4' || kind !== '2') return;
    const [event, payload] = JSON.parse(content) as [string, unknown];
    events.push([event, payload]);
    wire.emit('any event');
  });
  await once(wire, 'open');
  return {
    wire,
    events,
    emit: (event, ...args) => wire.send(`42${JSON.stringify([event, ...args])}`),
    async on(event) {
      for (;;) {
        const found = events.find(([name]) => name === event);
        if (found) return found[1] as never;
        await once(wire, 'any event');
      }
    },
  };
}
