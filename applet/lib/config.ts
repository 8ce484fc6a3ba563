/** Where the services are. The paths are those of 2016; the host can be changed on the settings page. */

/** `npm start` on the same machine; a phone needs a host of its own, with https. */
export const defaultServer = 'http://localhost:8080';

/** Prefix of each service. */
export const paths = {
  album: '/applet/album',
  game: '/applet/websocket',
  session: '/applet/session',
  video: '/applet/video',
} as const;

/** Path of the game's Socket.IO endpoint. */
export const socketPath = `${paths.game}/socket.io`;

/** How long a request may take, in milliseconds. */
export const timeouts = { request: 15_000, file: 60_000 } as const;

const addressPattern = /^(https?):\/\/([\w.-]+|\[[\da-fA-F:]+\])(:\d{1,5})?$/;

/**
 * An address as a person types it, as `scheme://host[:port]`; undefined when it is none.
 * Without a scheme it is https, as phones require.
 */
export function normalizeServer(typed: string): string | undefined {
  const trimmed = typed.trim().replace(/\/+$/, '');
  const whole = trimmed.includes('://') ? trimmed : `https://${trimmed}`;
  return addressPattern.test(whole) ? whole : undefined;
}
