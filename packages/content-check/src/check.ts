/** What the services ask before user content is shown to others. */

/** `pass`: may be published; `review`: a person has to look; `risky`: must not be published. */
export type Verdict = 'pass' | 'review' | 'risky';

/** Text as a user wrote it, and who wrote it where that is known. */
export interface TextToCheck {
  /** At most 2500 characters, the author's name included. */
  readonly content: string;
  /** The author's openid; WeChat judges only what it can tie to one of its users. */
  readonly openId?: string | undefined;
}

/** An image that WeChat can fetch by its address. */
export interface ImageToCheck {
  /** Public http(s) address, at most 10 MB behind it. */
  readonly url: string;
  readonly openId: string;
}

/** Asked before user content is shown to others. */
export interface ContentCheck {
  /** @throws CheckUnavailableError when no verdict can be had now; asking later may help */
  checkText(text: TextToCheck): Promise<Verdict>;
  /**
   * Hands an image in and gives the id under which the verdict will be pushed later.
   * Absent where a check knows nothing of images.
   *
   * @throws CheckUnavailableError when it could not be handed in
   */
  submitImage?(image: ImageToCheck): Promise<string>;
}

/** The check cannot tell now: it is down, slow, over its quota or wrongly configured. */
export class CheckUnavailableError extends Error {
  override readonly name = 'CheckUnavailableError';
}
