/** What a store throws when its database cannot be used now. */

/** The database is down, too slow or refuses to work; nothing is known to be stored. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
}
