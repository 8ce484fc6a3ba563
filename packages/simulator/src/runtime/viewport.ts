/** Where the visible page is: events, measures and the framework's backend ask here. */

/** The box of a page: `view` is what is seen, `scroll` what scrolls in it. */
export interface PageView {
  readonly view: HTMLElement;
  readonly scroll: HTMLElement;
}

let top: PageView | undefined;

/** Sets the page that is on top. */
export function setView(view: PageView | undefined): void {
  top = view;
}

/** Upper left corner of the visible page in this document, and how far it is scrolled. */
export function viewOrigin(): { left: number; top: number; scroll: number } {
  if (top === undefined) return { left: 0, top: 0, scroll: 0 };
  const box = top.view.getBoundingClientRect();
  return { left: box.left, top: box.top, scroll: top.scroll.scrollTop };
}

/** Size of the visible page, without navigation bar and tab bar. */
export function viewSize(): { width: number; height: number } {
  return {
    width: top?.view.clientWidth ?? window.innerWidth,
    height: top?.view.clientHeight ?? window.innerHeight,
  };
}
