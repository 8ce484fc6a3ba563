/** `view`, `cover-view`, `block`-like containers: a box. */
import type { BuiltIn } from './engine';
import { attachHover } from './hover';

function box(tag: string, css: string): BuiltIn {
  return {
    tag,
    css,
    create(host) {
      attachHover(host);
      return {};
    },
  };
}

export const view = box('view', 'wx-view { display: block; }');
export const coverView = box(
  'cover-view',
  'wx-cover-view { display: block; line-height: 1.2; white-space: nowrap; overflow: hidden; }',
);
