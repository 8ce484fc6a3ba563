/**
 * The service table: the one place that knows names, ports, prefixes and entry points.
 * The development start, the gateway, `process.json` and the nginx partials agree with it.
 */

/** A service of the platform. `entry` is a module that exports `start(options)`, relative to the root. */
export interface ServiceEntry {
  readonly name: string;
  readonly title: string;
  readonly port: number;
  readonly prefix: `/${string}`;
  readonly entry: string;
  readonly websocket: boolean;
}

export const serviceTable = [
  {
    name: 'album',
    title: 'Photo album on COS',
    port: 9993,
    prefix: '/applet/album',
    entry: 'apps/album/src/main',
    websocket: false,
  },
  {
    name: 'game',
    title: 'Rock-paper-scissors over Socket.IO',
    port: 9595,
    prefix: '/applet/websocket',
    entry: 'apps/game/src/main',
    websocket: true,
  },
  {
    name: 'session',
    title: 'WeChat login and drawings',
    port: 5757,
    prefix: '/applet/session',
    entry: 'apps/session/src/main',
    websocket: false,
  },
  {
    name: 'video',
    title: 'Movie trailers and comments',
    port: 9994,
    prefix: '/applet/video',
    entry: 'apps/video/src/main',
    websocket: false,
  },
] as const satisfies readonly ServiceEntry[];

/** The name of a service in the table. */
export type ServiceName = (typeof serviceTable)[number]['name'];

/** The entry of a service by its name. */
export function serviceEntry(name: ServiceName): ServiceEntry {
  const found = serviceTable.find((entry) => entry.name === name);
  if (!found) throw new Error(`no service is called ${name}`);
  return found;
}
