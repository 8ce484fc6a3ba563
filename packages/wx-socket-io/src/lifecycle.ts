// What the phone tells about the app: it comes to the front, it goes away, the network changes.
import type { Platform } from './platform';

const NOTICES = ['AppShow', 'AppHide', 'NetworkStatusChange'] as const;

/**
 * Listens to `wx.onAppShow`, `wx.onAppHide` and `wx.onNetworkStatusChange`, as far as they exist.
 * @param listeners for each of the three
 * @returns a function that stops listening
 */
export function watchLifecycle(
  platform: Platform,
  listeners: readonly [show: () => void, hide: () => void, network: () => void],
): () => void {
  const each = (verb: 'on' | 'off') =>
    NOTICES.forEach((notice, index) => {
      platform[`${verb}${notice}`]?.(listeners[index] as () => void);
    });
  each('on');
  return () => each('off');
}
