/** Which operation a request asks for, and whether the caller may have it done. */
import { CosError } from './errors';
import type { Exchange, Operation } from './exchange';
import { copyObject } from './operations/copy-object';
import { deleteObject, deleteObjects } from './operations/delete-object';
import { getObject } from './operations/get-object';
import { headBucket, listObjects } from './operations/list-objects';
import { listParts, listUploads } from './operations/list-uploads';
import {
  abortUpload,
  beginUpload,
  completeUpload,
  copyPart,
  uploadPart,
} from './operations/multipart';
import { postObject } from './operations/post-object';
import { putObject } from './operations/put-object';
import type { CosRequest } from './request';

interface Route {
  readonly method: string;
  readonly on: 'bucket' | 'object';
  /** Query parameters that must be there. */
  readonly query?: readonly string[];
  readonly matches?: (request: CosRequest) => boolean;
  readonly operation: Operation;
  /** What a policy calls it; left out where the operation itself asks, key by key. */
  readonly action?: string;
  /** Anybody may do it, as far as the operation itself lets them. */
  readonly open?: true;
}

const isForm = ({ headers }: CosRequest) =>
  headers['content-type']?.toLowerCase().startsWith('multipart/form-data') === true;
const hasSource = ({ headers }: CosRequest) => headers['x-cos-copy-source'] !== undefined;
// Either parameter alone is a part asked for wrongly, and must not replace the object.
const isPart = ({ query }: CosRequest) => query.has('partNumber') || query.has('uploadId');

const isPartCopy = (request: CosRequest) => isPart(request) && hasSource(request);

/** The first that fits counts. */
const ROUTES: readonly Route[] = [
  {
    method: 'GET',
    on: 'bucket',
    query: ['uploads'],
    operation: listUploads,
    action: 'ListMultipartUploads',
  },
  { method: 'GET', on: 'bucket', operation: listObjects, action: 'GetBucket' },
  { method: 'HEAD', on: 'bucket', operation: headBucket, action: 'HeadBucket' },
  { method: 'POST', on: 'bucket', query: ['delete'], operation: deleteObjects },
  // The form carries a signature of its own.
  { method: 'POST', on: 'bucket', matches: isForm, operation: postObject, open: true },
  { method: 'GET', on: 'object', query: ['uploadId'], operation: listParts, action: 'ListParts' },
  { method: 'GET', on: 'object', operation: getObject, open: true },
  { method: 'HEAD', on: 'object', operation: getObject, open: true },
  {
    method: 'PUT',
    on: 'object',
    matches: isPartCopy,
    operation: copyPart,
    action: 'UploadPartCopy',
  },
  { method: 'PUT', on: 'object', matches: isPart, operation: uploadPart, action: 'UploadPart' },
  { method: 'PUT', on: 'object', matches: hasSource, operation: copyObject, action: 'PutObject' },
  { method: 'PUT', on: 'object', operation: putObject, action: 'PutObject' },
  {
    method: 'POST',
    on: 'object',
    query: ['uploads'],
    operation: beginUpload,
    action: 'InitiateMultipartUpload',
  },
  {
    method: 'POST',
    on: 'object',
    query: ['uploadId'],
    operation: completeUpload,
    action: 'CompleteMultipartUpload',
  },
  {
    method: 'DELETE',
    on: 'object',
    query: ['uploadId'],
    operation: abortUpload,
    action: 'AbortMultipartUpload',
  },
  { method: 'DELETE', on: 'object', operation: deleteObject, action: 'DeleteObject' },
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
 * @throws CosError MethodNotAllowed when the stand-in has none, AccessDenied unless the caller may
 */
export function route({ request, principal }: Pick<Exchange, 'request' | 'principal'>): Operation {
  const on = request.key === '' ? 'bucket' : 'object';
  const found = ROUTES.find((candidate) => candidate.on === on && fits(candidate, request));
  if (found === undefined || asksUnsupported(request)) throw new CosError('MethodNotAllowed');
  const { operation, action, open } = found;
  if (open) return operation;
  const allowed = action === undefined || principal?.allows(`name/cos:${action}`, request.key);
  if (principal === undefined || !allowed) throw new CosError('AccessDenied');
  return operation;
}

function fits({ method, query = [], matches }: Route, request: CosRequest): boolean {
  if (method !== request.method || !query.every((name) => request.query.has(name))) return false;
  return matches?.(request) ?? true;
}

function asksUnsupported({ query }: CosRequest): boolean {
  for (const name of query.keys()) if (UNSUPPORTED.has(name)) return true;
  return false;
}
