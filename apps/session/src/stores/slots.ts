/** Places made of a time and a slot, so that an owner's places differ because the slots do. */

/** More than any number of slots; a power of two keeps places whole numbers that doubles hold exactly. */
const slotsOfATime = 256;

/** The slot of a place. */
export const slotOf = (place: number): number => place % slotsOfATime;

const timeOf = (place: number): number => Math.floor(place / slotsOfATime);

export interface SlotOptions {
  /** How many slots there are, 1 to 256. */
  readonly slots: number;
  /** Unix milliseconds. */
  readonly now: number;
  /** From 0 to below 1. */
  readonly random: () => number;
}

/**
 * A place above all those taken, in a slot of its own; undefined when every slot is taken. The slot is
 * a random one of the free, so that saves at once seldom want the same.
 */
export function freePlace(
  taken: readonly number[],
  { slots, now, random }: SlotOptions,
): number | undefined {
  const takenSlots = new Set(taken.map(slotOf));
  const free = Array.from({ length: slots }, (_, slot) => slot).filter(
    (slot) => !takenSlots.has(slot),
  );
  const slot = free[Math.floor(random() * free.length)];
  if (slot === undefined) return undefined;
  // A clock may be behind that of the process which saved last.
  const newest = taken.reduce((highest, place) => Math.max(highest, timeOf(place)), 0);
  return Math.max(now, newest + 1) * slotsOfATime + slot;
}
