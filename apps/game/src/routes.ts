/** The HTTP side of the game: the leaderboard. */
import { gameApi } from '@weapp-samples/contracts';
import { ApiError, implement, type Route } from '@weapp-samples/service';
import type { GameStore } from './stores/game-store';

const defaultLimit = 20;

export function gameRoutes(store: Pick<GameStore, 'leaderboard'>): Route[] {
  return implement(gameApi, {
    async leaderboard({ query: { limit = defaultLimit } }) {
      try {
        return await store.leaderboard(limit);
      } catch (cause) {
        throw new ApiError(503, 'the store is not reachable', { cause });
      }
    },
  });
}
