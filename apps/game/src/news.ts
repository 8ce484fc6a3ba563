/** What a step of the game has changed and players are to be told, in order. `to` holds players' keys. */
import type { Face } from '@weapp-samples/contracts';
import type { Line } from './player';
import type { Outcome, Room, Seat } from './room';
import type { PlayingRoom } from './round';

export type RoomWithOutcome = Room & { readonly outcome: Outcome };

interface Told {
  readonly to: readonly string[];
}

export type News =
  /** Who is in the room, and who is ready. */
  | (Told & { readonly kind: 'room'; readonly room: Room })
  | (Told & { readonly kind: 'left'; readonly seat: Seat })
  | (Told & { readonly kind: 'began'; readonly room: PlayingRoom })
  | (Told & { readonly kind: 'ended'; readonly room: RoomWithOutcome; readonly endsAt: number })
  /** A result these have not confirmed. */
  | (Told & { readonly kind: 'owed'; readonly room: RoomWithOutcome })
  /** `face` is null when the hand was changed. */
  | (Told & { readonly kind: 'moved'; readonly seat: Seat; readonly face: Face | null })
  /** A newer connection of the same player took over. */
  | { readonly kind: 'replaced'; readonly line: Line };

/** Everyone in the room who can be told something, but for one. */
export function peopleOf({ seats }: Room, except?: string): string[] {
  const keys: string[] = [];
  for (const { robot, key } of seats) if (!robot && key !== except) keys.push(key);
  return keys;
}
