/** Which operation a request asks for, and whether the caller may have it done. */
import { CosError } from './errors';
import type { Exchange, Operation } from './exchange';
import { deleteObject, deleteObjects } from './operations/delete-object';
import { getObject } from './operations/get-object';
import { headBucket, listObjects } from './operations/list-objects';
import { putObject } from './operations/put-object';
import type { CosRequest } from './request';

interface Route {
  readonly method: string;
  readonly on: 'bucket' | 'object';
  /** Query parameters that must be there. */
  readonly query?: readonly string[];
  readonly matches?: (request: CosRequest) => boolean;
  readonly operation: Operation;
  /** Who may do it without a signature; by default nobody. */
  readonly open?: true;
}

/** The first that fits counts. */
const ROUTES: readonly Route[] = [
  { method: 'GET', on: 'bucket', operation: listObjects },
  { method: 'HEAD', on: 'bucket', operation: headBucket },
  { method: 'POST', on: 'bucket', query: ['delete'], operation: deleteObjects },
  { method: 'GET', on: 'object', operation: getObject, open: true },
  { method: 'HEAD', on: 'object', operation: getObject, open: true },
  { method: 'PUT', on: 'object', operation: putObject },
  { method: 'DELETE', on: 'object', operation: deleteObject },
];

/** Sub-resources of COS that the stand-in has not; taking `PUT ?acl` for an upload would do harm. */
const UNSUPPORTED = new Set(
  (
    'accelerate acl append cors domain encryption intelligenttiering inventory lifecycle logging ' +
    'object-lock origin policy referer replication restore retention select symlink tagging ' +
    'versioning versions versionId website'
  ).split(' '),
);

/**
 * Finds the operation.
 *
 * @throws CosError MethodNotAllowed when the stand-in has none, AccessDenied without a signature
 */
export function route({ request, signed }: Pick<Exchange, 'request' | 'signed'>): Operation {
  const on = request.key === '' ? 'bucket' : 'object';
  const found = ROUTES.find((candidate) => candidate.on === on && fits(candidate, request));
  if (found === undefined || asksUnsupported(request)) throw new CosError('MethodNotAllowed');
  if (!signed && found.open !== true) throw new CosError('AccessDenied');
  return found.operation;
}

function fits({ method, query = [], matches }: Route, request: CosRequest): boolean {
  if (method !== request.method || !query.every((name) => request.query.has(name))) return false;
  return matches?.(request) ?? true;
}

function asksUnsupported({ query }: CosRequest): boolean {
  for (const name of query.keys()) if (UNSUPPORTED.has(name)) return true;
  return false;
}
