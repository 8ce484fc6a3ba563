/** What a drawing is made of: strokes on a paper of a fixed size, whatever the screen is. */

/**
 * The paper in its own units. The canvas of 2016 was 18 by 26 rem, 20 rem to a screen's width: these are its
 * CSS pixels on a screen of 375.
 */
export const paper = { width: 337.5, height: 487.5 } as const;

/** A line drawn in one go. */
export interface Stroke {
  /** `#rrggbb` */
  readonly color: string;
  /** In units of the paper. */
  readonly width: number;
  /** x and y by turns, in units of the paper; a single point is a dot. */
  readonly points: readonly number[];
}

/** How the next stroke will look. */
export type Brush = Omit<Stroke, 'points'>;
