/** Whether the phone's screen fits a description, for `match-media` and `createMediaQueryObserver`. */
import { viewSize } from './viewport';

/** Names of what may be asked; lengths are CSS pixels of the page's visible part. */
export const MEDIA_FEATURES = [
  ...(['minWidth', 'maxWidth', 'width', 'minHeight', 'maxHeight', 'height'] as const),
  'orientation',
] as const;

/** True when everything that is asked fits; what is not given, or below zero, is not asked. */
export function matchesMedia(query: Readonly<Record<string, unknown>>): boolean {
  const size = viewSize();
  const fits = (name: string, ok: (value: number) => boolean) => {
    const value = Number(query[name] ?? -1);
    return Number.isNaN(value) || value < 0 || ok(value);
  };
  const orientation = size.width > size.height ? 'landscape' : 'portrait';
  return (
    fits('minWidth', (value) => size.width >= value) &&
    fits('maxWidth', (value) => size.width <= value) &&
    fits('width', (value) => size.width === value) &&
    fits('minHeight', (value) => size.height >= value) &&
    fits('maxHeight', (value) => size.height <= value) &&
    fits('height', (value) => size.height === value) &&
    (!query.orientation || query.orientation === orientation)
  );
}
