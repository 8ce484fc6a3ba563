/** A place at the table: who sits there, and the hand as far as it may be seen. */
import { hands } from '../../lib/hands';

Component({
  options: { virtualHost: true },
  properties: {
    /** A `Seat` of lib/view. */
    seat: { type: Object, value: {} },
    /** Whether a hand is shown beside the person. */
    hand: { type: Boolean, value: false },
  },
  data: { hands },
});
