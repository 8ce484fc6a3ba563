/** What the gateway answers itself: the API documents and the front page. */
import { albumApi } from '@weapp-samples/contracts';
import { apiDocs, type Gateway } from '@weapp-samples/devcloud/gateway';
import { indexPage } from './index-page';
import type { ServiceLine } from './platform';

export interface FrontDoorOptions {
  readonly url: string;
  readonly services: readonly ServiceLine[];
  readonly root: string;
}

/** Adds `/docs` and `/` to the gateway. */
export async function addFrontDoor(
  gateway: Gateway,
  { url, services }: FrontDoorOptions,
): Promise<void> {
  gateway.addHandler(apiDocs([albumApi]));
  const page = indexPage(url, services);
  gateway.addHandler(async (req, res) => {
    if (req.url?.split('?', 1)[0] !== '/') return false;
    res.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    res.end(page);
    return true;
  });
}
