/** `text`: a run of text; line breaks in it show. */
import type { BuiltIn } from './engine';

const SPACES: Readonly<Record<string, string>> = { ensp: '\u2002', emsp: '\u2003', nbsp: '\u00a0' };

export const text: BuiltIn = {
  tag: 'text',
  properties: {
    selectable: { type: Boolean, value: false },
    userSelect: { type: Boolean, value: false },
    space: { type: String, value: '' },
    decode: { type: Boolean, value: false },
    overflow: { type: String, value: 'visible' },
    maxLines: { type: Number, value: 0 },
  },
  css: `wx-text { white-space: pre-wrap; user-select: none; }
wx-text[data-sim-select] { user-select: text; }
wx-text[data-sim-space] { white-space: break-spaces; }`,
  create(host) {
    const { element } = host;
    return {
      update(changed) {
        element.toggleAttribute(
          'data-sim-select',
          Boolean(host.data.selectable || host.data.userSelect),
        );
        element.toggleAttribute('data-sim-space', SPACES[host.data.space] !== undefined);
        if (changed.has('maxLines') || changed.has('overflow'))
          clamp(element, host.data.maxLines, host.data.overflow);
      },
    };
  },
};

function clamp(element: HTMLElement, lines: number, overflow: string) {
  const style = element.style;
  if (lines > 0)
    Object.assign(style, {
      display: '-webkit-box',
      webkitBoxOrient: 'vertical',
      webkitLineClamp: String(lines),
      overflow: 'hidden',
    });
  else if (overflow === 'ellipsis')
    Object.assign(style, {
      display: 'block',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    });
}
