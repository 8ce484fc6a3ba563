/** From a request of node:http to its answer: identity, faults, signature, operation, errors. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { verifySignature } from './authorization';
import { allowOrigins, answerPreflight } from './cors';
import { CosError } from './errors';
import { type Bucket, sendEmpty, sendXml } from './exchange';
import { applyFault, type Faults } from './faults';
import { type CosRequest, parseRequest } from './request';
import { route } from './router';

/** Where the stand-in reports what it did; a pino logger fits. */
export interface CosLog {
  info(details: object, message: string): void;
  error(details: object, message: string): void;
}

export interface ServeOptions {
  readonly bucket: Bucket;
  readonly faults: Faults;
  readonly log: CosLog | undefined;
  /** Makes the value of x-cos-request-id. */
  readonly requestId: () => string;
  /** Ends waiting when the server closes. */
  readonly signal: AbortSignal;
}

/** Serves one request; never rejects. */
export async function serve(
  req: IncomingMessage,
  res: ServerResponse,
  options: ServeOptions,
): Promise<void> {
  const requestId = options.requestId();
  res.setHeader('x-cos-request-id', requestId);
  res.setHeader('Server', 'tencent-cos');
  res.setHeader('Date', new Date(options.bucket.clock()).toUTCString());
  allowOrigins(req, res);
  try {
    await operate(req, res, options);
    options.log?.info(
      { requestId, method: req.method, url: pathOf(req), status: res.statusCode },
      'cos',
    );
  } catch (error) {
    refuse(req, res, options, error);
  }
}

async function operate(req: IncomingMessage, res: ServerResponse, options: ServeOptions) {
  const { bucket, faults, signal } = options;
  if (req.method === 'OPTIONS') return answerPreflight(req, res);
  const request = parseRequest(req);
  assertBucket(request, bucket);
  const fault = faults.strike(request);
  const body = fault === undefined ? req : await applyFault(fault, { req, res, signal });
  const principal = verifySignature(request, bucket);
  const operation = route({ request, principal });
  return operation({ req, res, request, body, principal }, bucket);
}

/** A host such as `other-1250000000.cos.…` asks for another bucket. */
function assertBucket({ host }: CosRequest, { name }: Bucket): void {
  const [, asked = name] = /^([a-z0-9-]+-\d{6,})\./.exec(host) ?? [];
  if (asked !== name) throw new CosError('NoSuchBucket');
}

function refuse(req: IncomingMessage, res: ServerResponse, options: ServeOptions, error: unknown) {
  const refusal = error instanceof CosError ? error : new CosError('InternalError');
  const { code, status } = refusal;
  const details = { requestId: res.getHeader('x-cos-request-id'), method: req.method };
  const line = { ...details, url: pathOf(req), status, code };
  // Whoever went away is no error of ours.
  if (refusal === error || req.destroyed) options.log?.info(line, 'cos');
  else options.log?.error({ ...line, err: error }, 'cos');
  if (res.headersSent || res.destroyed) res.destroy();
  else sendError(req, res, refusal);
}

function sendError(req: IncomingMessage, res: ServerResponse, error: CosError): void {
  const { code, status, message } = error;
  const headers = { ...error.headers };
  if (req.method === 'HEAD' || status === 304) {
    sendEmpty({ res }, status, headers);
    return;
  }
  const RequestId = String(res.getHeader('x-cos-request-id'));
  const Resource = `${req.headers.host ?? ''}${pathOf(req)}`;
  const TraceId = Buffer.from(RequestId).toString('base64');
  res.setHeader('x-cos-trace-id', TraceId);
  const content = { Code: code, Message: message, Resource, RequestId, TraceId };
  sendXml({ res }, 'Error', content, { status, headers });
}

/** Without the query, which may hold a signature. */
function pathOf(req: IncomingMessage): string {
  return (req.url ?? '/').replace(/\?.*/s, '');
}
