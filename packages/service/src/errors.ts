/** Errors a client may see. Everything else that is thrown is answered by 500 and never described. */

/** What a failed answer says beside its status. */
export interface ApiErrorOptions {
  /** Shown to people; 2016 clients show it as it is. The service's text for the status when absent. */
  readonly msg?: string | undefined;
  /** The name of the input field that was wrong. */
  readonly field?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/**
 * A failure that the client is told: an HTTP status and a reason in words.
 *
 * @example throw new ApiError(404, 'no such video', { field: 'vid' });
 */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly msg: string | undefined;
  readonly field: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly status: number,
    readonly reason: string,
    { msg, field, headers = {}, cause }: ApiErrorOptions = {},
  ) {
    super(reason, { cause });
    this.msg = msg;
    this.field = field;
    this.headers = headers;
  }
}
