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
wx-text[data-sim-select] { user-select: text; }`,
  create(host) {
    const { element } = host;
    const observer = new MutationObserver(rewrite);

    /** Texts as the properties want them; the framework writes them plain, now and whenever data change. */
    function rewrite() {
      const { space, decode } = host.data;
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const before = node.nodeValue ?? '';
        const spaced = before.replace(/ /g, SPACES[space] ?? ' ');
        const after = decode ? decodeEntities(spaced) : spaced;
        if (after !== before) node.nodeValue = after;
      }
      observer.takeRecords();
    }

    return {
      attached() {
        if (!SPACES[host.data.space] && !host.data.decode) return;
        observer.observe(element, { subtree: true, childList: true, characterData: true });
        rewrite();
      },
      detached: () => observer.disconnect(),
      update(changed) {
        element.toggleAttribute(
          'data-sim-select',
          Boolean(host.data.selectable || host.data.userSelect),
        );
        if (changed.has('maxLines') || changed.has('overflow'))
          clamp(element, host.data.maxLines, host.data.overflow);
      },
    };
  },
};

/** What `decode` knows. */
const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: '\u00a0',
  lt: '<',
  gt: '>',
  amp: '&',
  apos: "'",
  ensp: '\u2002',
  emsp: '\u2003',
};

function decodeEntities(text: string): string {
  return text.replace(/&(nbsp|lt|gt|amp|apos|ensp|emsp);/g, (all, name) => ENTITIES[name] ?? all);
}

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
