/** The errors of COS that the stand-in can answer, with the status and message COS uses (COS: Error Codes). */

const ERRORS = {
  AccessDenied: [403, 'Access Denied.'],
  BadDigest: [400, 'The Content-MD5 you specified did not match what we received.'],
  EntityTooLarge: [400, 'Your proposed upload exceeds the maximum allowed object size.'],
  EntityTooSmall: [400, 'Your proposed upload is smaller than the minimum allowed object size.'],
  FileAlreadyExists: [409, 'The object already exists and may not be overwritten.'],
  IncompleteBody: [400, 'The request body terminated before all of it was received.'],
  InternalError: [500, 'We encountered an internal error. Please try again.'],
  InvalidAccessKeyId: [403, 'The Access Key Id you provided does not exist in our records'],
  InvalidArgument: [400, 'Invalid argument.'],
  InvalidDigest: [400, 'The Content-MD5 you specified was invalid.'],
  InvalidPart: [400, 'One or more of the specified parts could not be found.'],
  InvalidPartOrder: [400, 'The list of parts was not in ascending order.'],
  InvalidPolicyDocument: [400, 'The policy in your form is not valid.'],
  InvalidRange: [416, 'The requested range cannot be satisfied.'],
  InvalidRequest: [400, 'The request is not valid.'],
  InvalidURI: [400, "Couldn't parse the specified URI."],
  KeyTooLong: [400, 'Your key is too long: at most 850 bytes.'],
  MalformedPOSTRequest: [
    400,
    'The body of your POST request is not well-formed multipart/form-data.',
  ],
  MalformedXML: [400, 'The XML you provided was not well-formed.'],
  MethodNotAllowed: [405, 'The specified method is not allowed against this resource.'],
  NoSuchBucket: [404, 'The specified bucket does not exist.'],
  NoSuchKey: [404, 'The specified key does not exist.'],
  NoSuchUpload: [404, 'The specified multipart upload does not exist.'],
  NotModified: [304, 'Not Modified'],
  PreconditionFailed: [412, 'Precondition Failed'],
  RequestTimeTooSkewed: [
    403,
    'The difference between the request time and the server time is too large.',
  ],
  ServiceUnavailable: [503, 'The service is unavailable. Please try again.'],
  SignatureDoesNotMatch: [403, 'The Signature you specified is invalid.'],
  SlowDown: [503, 'Please reduce your request rate.'],
} as const satisfies Record<string, readonly [status: number, message: string]>;

/** Every error code the stand-in answers with. */
export type CosErrorCode = keyof typeof ERRORS;

/** A refusal as COS words it; the request handler turns it into the XML body. */
export class CosError extends Error {
  override readonly name = 'CosError';
  readonly status: number;
  /** Header fields that go with the refusal, such as Content-Range with 416. */
  readonly headers: Readonly<Record<string, string>>;

  /**
   * @param code COS' error code; it decides the status
   * @param message what went wrong; COS' own sentence when left out
   */
  constructor(
    readonly code: CosErrorCode | string,
    message?: string,
    { headers = {}, status }: { headers?: Record<string, string>; status?: number } = {},
  ) {
    const [knownStatus, knownMessage] = (
      ERRORS as Record<string, readonly [number, string] | undefined>
    )[code] ?? [500, code];
    super(message ?? knownMessage);
    this.status = status ?? knownStatus;
    this.headers = headers;
  }
}
