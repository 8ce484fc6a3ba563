/** What a picture shows and how a phone gets there. */
import type { SimPhone } from '@weapp-samples/simulator/testing';

export interface Scene {
  /** Begins the picture's name. */
  readonly name: string;
  /** Page to open; home without one. */
  readonly path?: string;
  /** Who holds the phone. */
  readonly user?: string;
  /** Whether it needs a platform that holds nothing yet. */
  readonly isEmpty?: boolean;
  /** Something moves that must not be at its end. */
  readonly moving?: boolean;
  /** Brings the phone into the state to be shown; may open other phones with `open`. */
  pose(phone: SimPhone, open: OpenPhone): Promise<unknown>;
}

/** Opens another phone of the same look; it is closed after the picture. */
export type OpenPhone = (options: { user: string; path: string }) => Promise<SimPhone>;

/** Lets requests to a service fail, or hang, from now on. */
export async function without(phone: SimPhone, path: string, how: 'fail' | 'hang'): Promise<void> {
  await phone.page.route(`**${path}**`, (route) => {
    if (how === 'fail') void route.abort();
  });
}
