/** Where the catalogue is kept. */

/** A video before it has an id. Addresses may leave out the host, see `catalogue.ts`. */
export interface NewVideo {
  readonly video_title: string;
  readonly video_image: string;
  readonly video_url: string;
}

/** A video of the catalogue. */
export interface Video extends NewVideo {
  readonly id: number;
}

/** Which part of a list: the newest rows older than `before`. */
export interface KeyPage {
  readonly before?: number | undefined;
  /** Rows, 1 or more. */
  readonly limit: number;
}

/** The catalogue. Every method throws StoreUnavailableError when the database cannot be used. */
export interface VideoStore {
  /** Newest first. */
  newest(page: KeyPage): Promise<Video[]>;
  /** Newest first, after leaving out `offset` videos; slower with every page. */
  skipping(offset: number, limit: number): Promise<Video[]>;
  count(): Promise<number>;
  /** Adds videos in their order, all or none; the last one is the newest. */
  add(videos: readonly NewVideo[]): Promise<number[]>;
  /** Adds the videos when there is none, and says whether it did; of several at once one does. */
  addToEmpty(videos: readonly NewVideo[]): Promise<boolean>;
  /** Removes a video and its comments; false when there is no such video. */
  remove(id: number): Promise<boolean>;
}
