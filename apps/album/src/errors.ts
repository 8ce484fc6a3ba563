/** What can go wrong in an album, without a word of HTTP. */

/** Why an upload was refused. */
export type UploadFault = 'bad-form' | 'not-an-image' | 'too-large';

/** An upload that is not one photo; `message` says in words what was wrong. */
export class UploadError extends Error {
  override readonly name = 'UploadError';

  constructor(
    readonly fault: UploadFault,
    message: string,
  ) {
    super(message);
  }
}

/** Whether the storage answered with a failure, or did not answer (in time) at all. */
export type StorageFault = 'refused' | 'unreachable';

/** The storage could not do what was asked. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  /** Whether asking once more may help. */
  readonly transient: boolean;

  constructor(
    readonly fault: StorageFault,
    message: string,
    { transient = false, cause }: { readonly transient?: boolean; readonly cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.transient = transient;
  }
}

/** A photo that is not in the folder of who asks. */
export class NotYoursError extends Error {
  override readonly name = 'NotYoursError';
}

/** A path that names no photo of this album. */
export class BadPathError extends Error {
  override readonly name = 'BadPathError';
}
