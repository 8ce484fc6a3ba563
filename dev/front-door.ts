/** What the gateway answers itself: the API documents, the services' page, and the mini-program in a browser. */
import { apis } from '@weapp-samples/contracts';
import { apiDocs, type Gateway } from '@weapp-samples/devcloud/gateway';
import { createSimulator, type Simulator } from '@weapp-samples/simulator';
import { indexPage } from './index-page';
import type { ServiceLine } from './platform';

export interface FrontDoorOptions {
  readonly url: string;
  readonly services: readonly ServiceLine[];
  /** Folder of the mini-program at `/`. */
  readonly appDir: string;
}

/** Where the services' own page is; `/` is the mini-program. */
export const servicesPath = '/services';

/** Whatever host a mini-program is written for, its services are here; so is what ours asks for by default. */
const programHosts = { '*': 'self', 'localhost:8080': 'self' };

/** Adds `/docs`, `/services` and `/` to the gateway. The program is built on the first visit. */
export function addFrontDoor(
  gateway: Gateway,
  { url, services, appDir }: FrontDoorOptions,
): Simulator {
  gateway.addHandler(apiDocs(apis));
  const page = indexPage(url, services);
  gateway.addHandler(async (req, res) => {
    if (req.url?.split('?', 1)[0] !== servicesPath) return false;
    res.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    res.end(page);
    return true;
  });
  const simulator = createSimulator({ appDir, hosts: programHosts });
  gateway.addHandler((req, res) => simulator.handle(req, res));
  return simulator;
}
