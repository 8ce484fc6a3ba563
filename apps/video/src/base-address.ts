/** What completes addresses stored without a host: a configured address, or a path on the client's own host. */
import type { IncomingMessage } from 'node:http';

const wellFormedHost = /^[\w.-]+(:\d{1,5})?$|^\[[\da-f:.]+\](:\d{1,5})?$/i;

/**
 * @param setting an http(s) address, or a path
 * @returns for a request the address to put in front; undefined when there is none
 */
export function baseAddress(
  setting: string | undefined,
): (req: Pick<IncomingMessage, 'headers'>) => string | undefined {
  if (setting === undefined || !setting.startsWith('/')) return () => setting;
  return ({ headers: { host = '' } }) => {
    const known = wellFormedHost.test(host) ? host : 'localhost';
    return `http://${known}${setting}`;
  };
}
