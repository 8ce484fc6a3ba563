/** Who is near whom, for one process. Places are compared and never shown. */
import type { Position } from '@weapp-samples/contracts';

const earthRadiusKm = 6371.0088;

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Great-circle distance in kilometres (haversine). */
export function distanceKm(one: Position, other: Position): number {
  const lat = Math.sin(radians(other.lat - one.lat) / 2) ** 2;
  const lng = Math.sin(radians(other.lng - one.lng) / 2) ** 2;
  const across = Math.cos(radians(one.lat)) * Math.cos(radians(other.lat)) * lng;
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(lat + across)));
}

interface Place extends Position {
  readonly until: number;
}

export interface Places {
  /** Remembers a place for a while, and counts the others within `km`, up to `most`. */
  near(key: string, place: Position, km: number, most: number): number;
  /** Keeps these for a while more. */
  keep(keys: readonly string[]): void;
  delete(key: string): void;
  readonly size: number;
}

/** Places that are forgotten after `keepMs`. */
export function createPlaces(keepMs: number, now: () => number): Places {
  const places = new Map<string, Place>();
  const forgetOld = (at: number) => {
    // The oldest comes first: whoever is kept moves to the end.
    for (const [key, { until }] of places) {
      if (until > at) return;
      places.delete(key);
    }
  };
  const remember = (key: string, { lat, lng }: Position) => {
    places.delete(key);
    places.set(key, { lat, lng, until: now() + keepMs });
  };
  return {
    near(key, place, km, most) {
      forgetOld(now());
      remember(key, place);
      let count = 0;
      for (const [other, where] of places) {
        if (count === most) break;
        if (other !== key && distanceKm(place, where) <= km) count += 1;
      }
      return count;
    },
    keep(keys) {
      for (const key of keys) {
        const place = places.get(key);
        if (place) remember(key, place);
      }
    },
    delete: (key) => void places.delete(key),
    get size() {
      return places.size;
    },
  };
}
