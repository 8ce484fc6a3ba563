/** The tables, with their column names of 2016. */
import type { Generated, Kysely } from 'kysely';

/** `published`: seen by all; `unchecked`: the check was down; `review`: a person has to look; `refused`: stays hidden. */
export type CommentState = 'published' | 'unchecked' | 'review' | 'refused';

export interface VideoTable {
  readonly id: Generated<number>;
  readonly video_title: string;
  readonly video_image: string;
  readonly video_url: string;
  /** Grows with every change of the video's comments: says whether a copy of the list is still true. */
  readonly comment_revision: Generated<number>;
}

export interface CommentTable {
  readonly id: Generated<number>;
  readonly vid: number;
  readonly nick: string;
  readonly avatar: string;
  readonly content: string;
  /** Unix milliseconds; null for rows of 2016. */
  readonly create_time: number | null;
  readonly openid: string | null;
  readonly state: CommentState;
  /** When an unchecked comment is checked next, Unix milliseconds. */
  readonly check_at: number;
  readonly checks: number;
}

/** One row; its lock puts changes of the whole catalogue in order. */
export interface CatalogueTable {
  readonly id: number;
  readonly revision: number;
}

export interface Tables {
  readonly video: VideoTable;
  readonly comment: CommentTable;
  readonly catalogue: CatalogueTable;
}

export type TablesDb = Kysely<Tables>;
