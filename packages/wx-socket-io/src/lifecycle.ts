// What the phone tells about the app: it comes to the front, it goes away, the network changes.
import type { Platform } from './platform';

const NOTICES = ['AppShow', 'AppHide', 'NetworkStatusChange'] as const;

/**
 * Listens to `wx.onAppShow`, `wx.onAppHide` and `wx.onNetworkStatusChange`, as far as they exist.
 * @param verb whether to begin or to end it
 * @param listeners for each of the three
 */
export function watchLifecycle(
  platform: Platform,
  verb: 'on' | 'off',
  listeners: readonly (() => void)[],
): void {
  NOTICES.forEach((notice, index) => {
    platform[`${verb}${notice}`]?.(listeners[index] as () => void);
  });
}
