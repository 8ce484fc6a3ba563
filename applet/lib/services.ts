/** The pieces of `lib` put together with the phone's own `wx`: what pages import. */
import { defaultServer } from './config';
import { createHttp } from './http';
import { createSession } from './session';
import { createStorage } from './storage';

export const storage = createStorage(wx);

/** The server in use, `scheme://host[:port]`. */
export const server = (): string => storage.get('server') ?? defaultServer;

export const session = createSession({ wx, server, storage });

export const http = createHttp({ wx, server, session });

/** Talks to another server from now on; sessions belong to the server that gave them. */
export function changeServer(address: string): void {
  if (address === server()) return;
  storage.set('server', address);
  session.forget();
}
