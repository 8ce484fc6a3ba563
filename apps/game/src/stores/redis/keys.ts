/** The names of the game's keys in Redis. One hash tag keeps a whole game on one node of a cluster. */

export interface GameKeys {
  readonly room: (id: string) => string;
  readonly player: (key: string) => string;
  /** Open rooms by age. */
  readonly open: string;
  /** Rooms by when they have to be looked at. */
  readonly agenda: string;
  /** Signed-in players by score. */
  readonly leaderboard: string;
  readonly places: string;
  readonly placesUntil: string;
  readonly processes: string;
  /** The fan-out between processes. */
  readonly stream: string;
}

/** @param world names the game; games of different names share a Redis and nothing else */
export function gameKeys(world: string): GameKeys {
  const key = (name: string) => `{${world}}:${name}`;
  return {
    room: (id) => key(`room:${id}`),
    player: (id) => key(`player:${id}`),
    open: key('open'),
    agenda: key('agenda'),
    leaderboard: key('leaderboard'),
    places: key('places'),
    placesUntil: key('places-until'),
    processes: key('processes'),
    stream: key('stream'),
  };
}
