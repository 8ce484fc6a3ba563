/** Cross-origin rules of the bucket: any page may read, upload and post, as a demo bucket allows. */
import type { IncomingMessage, ServerResponse } from 'node:http';

const EXPOSED =
  'ETag, Content-Length, Content-Range, Last-Modified, Location, x-cos-request-id, x-cos-trace-id';

/** Lets a page of any origin see the answer. */
export function allowOrigins(req: IncomingMessage, res: ServerResponse): void {
  if (req.headers.origin === undefined) return;
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.setHeader('Access-Control-Expose-Headers', EXPOSED);
}

/** Answers the question a browser asks before a request that is not simple. */
export function answerPreflight(req: IncomingMessage, res: ServerResponse): void {
  res.writeHead(200, {
    'Access-Control-Allow-Methods': 'GET, HEAD, PUT, POST, DELETE',
    'Access-Control-Allow-Headers': req.headers['access-control-request-headers'] ?? '*',
    'Access-Control-Max-Age': 600,
    'Content-Length': 0,
  });
  res.end();
}
